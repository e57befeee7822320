//! Work on all threads.

use std::cmp::Reverse;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

/// What `one` makes of each item, in the order of the items. How long it takes is decided by the largest ones, wherever they stand: they
/// are begun first.
pub fn map_largest_first<T: Sync, R: Send>(items: &[T], size: impl Fn(&T) -> usize, one: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_cached_key(|&at| Reverse(size(&items[at])));
    // Each thread takes the next one when it is done with its last.
    let mut made: Vec<(usize, R)> = order.into_iter().par_bridge().map(|at| (at, one(&items[at]))).collect();
    made.sort_unstable_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

/// Frees a value on another thread: nobody has to wait for it.
pub fn free_aside(value: impl Send + 'static) {
    rayon::spawn(move || drop(value));
}

/// Frees a value when the next one comes, or with the process, which takes no time: to take apart what was known of a program does, on a
/// thread that has better things to do.
pub fn free_later(value: impl Send + 'static) {
    static LAST: Mutex<Option<Box<dyn Send>>> = Mutex::new(None);
    let last = LAST.lock().unwrap_or_else(PoisonError::into_inner).replace(Box::new(value));
    free_aside(last);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_stands_in_the_order_of_the_items() {
        let words = ["a", "three", "", "to", "of"];
        assert_eq!(map_largest_first(&words, |word| word.len(), |word| word.len()), [1, 5, 0, 2, 2]);
    }
}
