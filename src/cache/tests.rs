use std::time::{Duration, SystemTime};

use super::*;

#[test]
fn a_value_comes_back_and_a_file_that_is_not_whole_is_as_if_it_were_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().join("a/b"));
    assert_eq!(cache.get::<Vec<u32>>("one", 1), None);
    cache.put("one", 1, &vec![1, 2, 3]);
    assert_eq!(cache.get("one", 1), Some(vec![1, 2, 3]));
    assert_eq!(cache.get::<Vec<u32>>("one", 2), None);
    assert_eq!(cache.get::<Vec<u32>>("two", 1), None);
    let file = folder.path().join("a/b").join(file::name("one", 1));
    let whole = std::fs::read(&file).unwrap();
    let mut longer = whole.clone();
    longer.push(0);
    let mut foreign = whole.clone();
    // The first digit of the program that wrote it.
    let at = "cargo-unblock-cache ".len();
    foreign[at] = if foreign[at] == b'0' { b'1' } else { b'0' };
    let mut flipped = whole.clone();
    *flipped.last_mut().unwrap() ^= 1;
    for broken in [&whole[..whole.len() - 1], &longer, &foreign, &flipped, &[], &[0]] {
        std::fs::write(&file, broken).unwrap();
        assert_eq!(cache.get::<Vec<u32>>("one", 1), None, "{broken:?}");
    }
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    cache.put("one", 1, &vec![1]);
    assert_eq!(cache.get::<Vec<u32>>("one", 1), None);
    let names: Vec<_> = std::fs::read_dir(folder.path().join("a/b")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "nothing is left over: {names:?}");
}

#[test]
fn a_folder_that_cannot_be_made_is_no_error_and_somebody_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let cache = Cache::in_folder(file.join("below"));
    assert_eq!(cache.complaint(), None);
    cache.put("one", 1, &1);
    assert_eq!(cache.get::<u32>("one", 1), None);
    assert!(cache.complaint().unwrap().starts_with("nothing is remembered for the next run in `"), "{:?}", cache.complaint());
}

#[test]
fn what_was_longest_of_no_use_is_dropped_first() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().to_owned());
    for key in 0..4 {
        cache.put("value", key, &vec![0_u8; 1000]);
        let file = std::fs::File::options().append(true).open(cache.file("value", key).unwrap()).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_hours(10 - key)).unwrap();
    }
    os::was_used_now(&cache.file("value", 0).unwrap());
    let one = cache.contents().bytes / 4;
    cache.sweep(2 * one + 1);
    let is_left = |key: u64| cache.get::<Vec<u8>>("value", key).is_some();
    assert_eq!([0, 1, 2, 3].map(is_left), [true, false, false, true]);
    assert_eq!(cache.contents(), Contents { files: 2, bytes: 2 * one });
}

#[test]
fn clean_leaves_no_file_and_what_is_not_the_tools_own_keeps_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().join("c"));
    assert_eq!(cache.clean().unwrap(), Contents::default());
    cache.put("value", 1, &1);
    assert_eq!(cache.clean().unwrap().files, 1);
    assert!(!folder.path().join("c").exists());
    cache.put("value", 1, &1);
    std::fs::create_dir(folder.path().join("c/own")).unwrap();
    cache.clean().unwrap();
    assert!(folder.path().join("c/own").exists());
}

fn counted(cache: &Cache, counter: &std::cell::Cell<u32>, path: &Path) -> String {
    let work = |recorder: Option<&os::Recorder>| {
        recorder.into_iter().for_each(os::Recorder::listen);
        counter.set(counter.get() + 1);
        Ok::<_, ()>(os::read_source(path).map_err(|error| error.reason()).unwrap_or_else(|reason| reason))
    };
    cache.reuse("run", &1, work).unwrap()
}

#[test]
fn a_run_is_reused_until_something_that_it_read_is_different() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().join("cache"));
    let (path, count) = (folder.path().join("a"), std::cell::Cell::new(0));
    let run = || counted(&cache, &count, &path);
    assert_eq!((run(), run(), count.get()), ("does not exist".into(), "does not exist".into(), 1));
    std::fs::write(&path, "one").unwrap();
    assert_eq!((run(), run(), count.get()), ("one".into(), "one".into(), 2));
    // As long, and within one tick of the clock.
    std::fs::write(&path, "two").unwrap();
    assert_eq!((run(), run(), count.get()), ("two".into(), "two".into(), 3));
    // A file that looks otherwise and is the same, and one that looks the same and is not.
    let file = std::fs::File::options().write(true).open(&path).unwrap();
    let long_ago = SystemTime::now() - Duration::from_hours(1);
    file.set_modified(long_ago).unwrap();
    assert_eq!((run(), count.get()), ("two".into(), 3));
    std::fs::write(&path, "six").unwrap();
    file.set_modified(long_ago).unwrap();
    assert_eq!((run(), count.get()), ("six".into(), 4));
    // Where nothing is remembered, work is done.
    assert_eq!((counted(&Cache::default(), &count, &path), count.get()), ("six".into(), 5));
}

#[test]
fn a_run_that_need_not_end_the_same_way_again_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().join("cache"));
    let work = |recorder: Option<&os::Recorder>| {
        recorder.into_iter().for_each(os::Recorder::listen);
        os::mark_unrepeatable();
        Ok::<_, ()>(1)
    };
    assert_eq!(cache.reuse("run", &1, work), Ok(1));
    assert_eq!(cache.contents().files, 0);
    assert_eq!(cache.reuse("run", &1, |_| Err::<u32, _>("no")), Err("no"));
    assert_eq!(cache.contents().files, 0, "errors are not kept");
}

/// Asks a pack for the values of these texts, which are their lengths; how many had to be made.
fn made(cache: &Cache, texts: &[&str]) -> usize {
    let (pack, count) = (Pack::open(cache, "lengths", 1), std::cell::Cell::new(0));
    for text in texts {
        let make = || {
            count.set(count.get() + 1);
            (text.len(), vec![0_u8; 1000])
        };
        assert_eq!(pack.get(text, 0, |_| true, make).0, text.len());
    }
    pack.save();
    count.get()
}

#[test]
fn the_values_of_a_pack_are_made_once_and_those_of_no_use_are_dropped_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().to_owned());
    assert_eq!(made(&cache, &["a", "bb"]), 2);
    assert_eq!(made(&cache, &["a", "bb", "a"]), 0);
    assert_eq!(made(&cache, &["bb", "ccc", "ccc"]), 1, "what is new is found again in the same run");
    assert_eq!(made(&cache, &["a", "ccc"]), 0, "what was of no use once is still there");
    for length in 0..20 {
        made(&cache, &["bb", &"d".repeat(4 + length)]);
    }
    assert_eq!((made(&cache, &["bb"]), made(&cache, &["a"])), (0, 1));
    assert_eq!(made(&Cache::default(), &["a", "a"]), 2, "where nothing is remembered, everything is made");
}

#[test]
fn little_that_is_new_does_not_rewrite_a_large_pack() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().to_owned());
    let texts: Vec<String> = (1..50).map(|length| "x".repeat(length)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(made(&cache, &texts), 49);
    assert_eq!((made(&cache, &["new"]), made(&cache, &["new"])), (1, 1));
    assert_eq!(made(&cache, &["new", "news", "newer"]), 3);
    assert_eq!(made(&cache, &["new", "news", "newer"]), 0, "three of them are worth it");
}

#[test]
fn a_value_that_does_not_hold_is_made_anew_and_one_that_never_does_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().to_owned());
    let ask = |is_held: bool, new: u32| {
        let pack = Pack::open(&cache, "numbers", 1);
        let value = pack.get("a", 0, |_: &u32| is_held, || new);
        pack.save();
        value
    };
    assert_eq!((ask(false, 1), ask(true, 2)), (1, 2));
    assert_eq!((ask(true, 3), ask(false, 4), ask(true, 5)), (2, 4, 2));
    assert_eq!(Pack::open(&cache, "numbers", 1).get("a", 7, |_: &u32| true, || 6), 6, "it depends on more than the text");
}
