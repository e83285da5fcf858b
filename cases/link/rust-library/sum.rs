#[cfg(c_heap)]
mod c_heap {
    use std::alloc::{GlobalAlloc, Layout};

    extern "C" {
        fn aligned_alloc(alignment: usize, size: usize) -> *mut u8;
        fn free(at: *mut u8);
    }

    struct Heap;

    unsafe impl GlobalAlloc for Heap {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            let alignment = layout.align().max(8);
            aligned_alloc(alignment, (layout.size() + alignment - 1) / alignment * alignment)
        }

        unsafe fn dealloc(&self, at: *mut u8, _: Layout) {
            free(at)
        }
    }

    #[global_allocator]
    static HEAP: Heap = Heap;
}

#[no_mangle]
pub extern "C" fn sum(numbers: *const i32, count: usize) -> i32 {
    let numbers = unsafe { std::slice::from_raw_parts(numbers, count) };
    let copy = numbers.to_vec();
    copy.iter().sum()
}
