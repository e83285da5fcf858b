"""Runs a WASI preview 1 module by the wasmtime that lies beside this file, with the options of its own command:

    wasmtime [run] [--dir HOST[::GUEST]] [--env NAME=VALUE] [--invoke FUNCTION] [-W FEATURE=y|n] [--allow-precompiled]
             MODULE [ARGUMENT...]
    wasmtime compile [-W FEATURE=y|n] [-o FILE] MODULE

What compile wrote is run with --allow-precompiled, by the same version and with the same features. A module's exit code is passed on; a trap ends with 134, as the command does, everything else that fails with 1. Errors
are printed as Python prints an exception that nobody caught, without the frames above it.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, "lib"))

import wasmtime  # noqa: E402


def read_version():
    names = [name for name in os.listdir(os.path.join(HERE, "lib")) if name.endswith(".dist-info")]
    return names[0][: -len(".dist-info")].split("-")[1]


def fail(code, message):
    print(message, file=sys.stderr)
    sys.exit(code)


def describe(error):
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}: {error}"


def configure(features):
    config = wasmtime.Config()
    for feature in features:
        name, _, value = feature.partition("=")
        word = name.replace("-", "_")
        known = [attribute for attribute in ("wasm_" + word, word) if hasattr(type(config), attribute)]
        if not known:
            fail(1, f"error: unknown wasm feature `{name}`")
        setattr(config, known[0], value != "n")
    return config


def read_words(words, valued, flags=()):
    options = {name: [] for name in [*valued, *flags]}
    while words and words[0].startswith("-"):
        name, equals, value = words.pop(0).partition("=")
        if name not in options:
            fail(2, f"error: unexpected argument '{name}' found")
        if name in flags:
            options[name].append("y")
            continue
        if not equals:
            value = words.pop(0) if words else ""
        options[name].append(value)
    if not words:
        fail(2, "error: no module given")
    return options, words[0], words


def enter(linker, store, module, function):
    instance = linker.instantiate(store, module)
    exports = instance.exports(store)
    if function is None:
        start = exports.get("_start")
        if start is not None:
            start(store)
        return
    # A reactor sets itself up before anything else of it may be called.
    if exports.get("_initialize") is not None:
        exports["_initialize"](store)
    called = exports.get(function)
    if called is None:
        fail(1, f"Error: failed to find function export `{function}`")
    result = called(store)
    if result is not None:
        print(result)


def compile_module(words):
    options, path, _ = read_words(words, ["-W", "-o"])
    module = wasmtime.Module.from_file(wasmtime.Engine(configure(options["-W"])), path)
    written = (options["-o"] or [os.path.splitext(os.path.basename(path))[0] + ".cwasm"])[-1]
    with open(written, "wb") as file:
        file.write(module.serialize())


def read_module(engine, path, precompiled):
    if not precompiled:
        return wasmtime.Module.from_file(engine, path)
    # As the command does, which takes either: what compile wrote is an ELF file.
    with open(path, "rb") as file:
        compiled = file.read(4) == b"\x7fELF"
    return (wasmtime.Module.deserialize_file if compiled else wasmtime.Module.from_file)(engine, path)


def run(words):
    options, path, args = read_words(words, ["--dir", "--env", "--invoke", "-W"], ["--allow-precompiled"])
    engine = wasmtime.Engine(configure(options["-W"]))
    store = wasmtime.Store(engine)
    wasi = wasmtime.WasiConfig()
    wasi.argv = args
    wasi.env = [tuple(pair.split("=", 1)) for pair in options["--env"]]
    for pair in options["--dir"]:
        host, separator, guest = pair.partition("::")
        wasi.preopen_dir(host, guest if separator else host)
    wasi.inherit_stdin()
    wasi.inherit_stdout()
    wasi.inherit_stderr()
    store.set_wasi(wasi)
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    module = read_module(engine, path, options["--allow-precompiled"])
    enter(linker, store, module, (options["--invoke"] or [None])[0])


def main(words):
    if words[:1] == ["--version"]:
        print("wasmtime", read_version())
        return
    try:
        if words[:1] == ["compile"]:
            compile_module(words[1:])
        else:
            run(words[1:] if words[:1] == ["run"] else words)
    except wasmtime.ExitTrap as error:
        sys.exit(error.code)
    except wasmtime.Trap as error:
        fail(134, describe(error))
    except wasmtime.WasmtimeError as error:
        fail(1, describe(error))


main(sys.argv[1:])
