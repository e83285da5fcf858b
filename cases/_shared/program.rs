#[cfg(hook)]
#[link(wasm_import_module = "env")]
extern "C" {
    fn tell(text: *const u8, length: usize);
}

// A panic's message goes to standard error, which a page does not have: this hands it to the page.
#[cfg(hook)]
fn prepare() {
    std::panic::set_hook(Box::new(|info| {
        let text = info.to_string();
        unsafe { tell(text.as_ptr(), text.len()) }
    }));
}

#[cfg(not(hook))]
fn prepare() {}

#[inline(never)]
fn deep(count: i32) -> i32 {
    if count > 0 {
        panic!("boom");
    }
    count
}

#[no_mangle]
pub extern "C" fn probe(count: i32) -> i32 {
    prepare();
    deep(count)
}
