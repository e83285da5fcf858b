/** The style of `index.html`: light and dark by the reader's system, no script, no file beside it. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1c2024; --soft: #5b6470; --line: #d7dce2; --bad: #c2382b; --raised: #f4f6f8; --link: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171a; --ink: #e6e9ec; --soft: #9aa4af; --line: #343b43; --bad: #ff8a7a; --raised: #1e2327; --link: #7db8f5; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 6rem; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
a { color: var(--link); }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; font-size: 1.25rem; } h3 { margin: 0 0 .5rem; font-size: 1.05rem; }
code, pre { font: .9em/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { padding: .75rem; overflow: auto; max-height: 24rem; background: var(--raised); border-radius: 6px; overflow-wrap: normal; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; color: var(--soft); padding-bottom: .5rem; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--raised); font-weight: 600; } th small { display: block; font-weight: 400; } th small, .soft { color: var(--soft); }
.matrix th { vertical-align: middle; } .matrix td { text-align: center; white-space: nowrap; padding: 0; }
.matrix td > * { display: block; padding: .45rem .6rem; text-decoration: none; color: inherit; }
.matrix td a:hover, .matrix td a:focus-visible { outline: 2px solid var(--link); outline-offset: -2px; }
.matrix .heat { background: color-mix(in srgb, var(--bad) calc(var(--share) * .4), transparent); }
.pair { display: none; scroll-margin-top: 60vh; margin-top: 1rem; padding: 1rem; border: 2px solid var(--link); border-radius: 6px; }
.pair:target { display: block; }
.break { margin-top: 1rem; padding: 1rem; border: 1px solid var(--line); border-radius: 6px; }
.break:target { border: 2px solid var(--link); }
.break p { margin: .4rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .6rem 0; } dt { color: var(--soft); } dd { margin: 0; }
`.trim();
