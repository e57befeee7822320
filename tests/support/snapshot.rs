//! Expected outputs kept in files under `tests/snapshots`. `CARGO_UNBLOCK_BLESS=1 cargo test` writes them anew; read the diff then.

use std::fs;
use std::path::Path;

/// Asserts that `actual` is the text of `tests/snapshots/<name>`. Escape characters are kept as `␛`, so that a reader sees them.
///
/// # Panics
/// If it is another text, unless the environment says to bless it.
pub(crate) fn assert_snapshot(name: &str, actual: &str) {
    let actual = actual.replace('\u{1b}', "␛");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var_os("CARGO_UNBLOCK_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a snapshot lies in a folder")).expect("the folder of snapshots can be made");
        fs::write(&path, &actual).expect("a snapshot can be written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        actual == expected,
        "{name} is not as expected; CARGO_UNBLOCK_BLESS=1 accepts it\n--- expected\n{expected}\n--- actual\n{actual}"
    );
}
