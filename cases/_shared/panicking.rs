#[cfg(hook)]
extern "C" {
    fn emscripten_console_error(text: *const std::ffi::c_char);
}

// What a page's console.error gets of a panic, by way of Emscripten's own function for it.
#[cfg(hook)]
fn prepare() {
    std::panic::set_hook(Box::new(|info| {
        let text = std::ffi::CString::new(format!("told by a hook: {info}")).unwrap();
        unsafe { emscripten_console_error(text.as_ptr()) }
    }));
}

#[cfg(not(hook))]
fn prepare() {}

#[inline(never)]
#[no_mangle]
fn deep(count: usize) -> usize {
    if count > 0 {
        panic!("boom");
    }
    count
}

fn main() {
    prepare();
    deep(std::env::args().count());
}
