//! What is remembered between runs: plain values by name and key, in the user's cache folder. Whatever is there may be gone, broken or
//! somebody else's at any time; then it is made again.

use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::base::fnv;
use crate::os;

/// The first word of every file.
const MARK: &str = "cargo-unblock-cache";

/// Values that can be had again, each in a file of its own.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cache {
    /// None where nothing is remembered.
    folder: Option<PathBuf>,
}

impl Cache {
    /// The cache of the user who runs the program.
    #[must_use]
    pub fn of_user() -> Self {
        Self { folder: os::cache_folder().map(|folder| folder.join("cargo-unblock")) }
    }

    /// The cache in this folder, which need not exist.
    #[must_use]
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder: Some(folder) }
    }

    /// The value that was put under `name` and `key`, if its file is whole.
    #[must_use]
    pub fn get<T: DeserializeOwned>(&self, name: &str, key: u64) -> Option<T> {
        let bytes = os::read_bytes(&self.folder.as_ref()?.join(file_name(name, key))).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (head, body) = text.split_once('\n')?;
        (head == header(name, key, body)).then_some(())?;
        serde_json::from_str(body).ok()
    }

    /// Remembers a value. Where that cannot be done it is only forgotten.
    pub fn put(&self, name: &str, key: u64, value: &impl Serialize) {
        let Some(folder) = &self.folder else { return };
        let Ok(body) = serde_json::to_string(value) else { return };
        let text = format!("{}\n{body}", header(name, key, &body));
        // The next run makes the value again.
        let _ = os::replace_file(folder, &file_name(name, key), text.as_bytes());
    }
}

/// The name is there to be read by people, the key makes it unique.
fn file_name(name: &str, key: u64) -> String {
    let readable: String =
        name.chars().map(|letter| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '_' }).collect();
    format!("{readable}-{key:016x}.json")
}

fn header(name: &str, key: u64, body: &str) -> String {
    format!("{MARK} {key:016x} {:016x} {name}", fnv(body))
}

#[cfg(test)]
mod tests {
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
        let file = folder.path().join("a/b").join(file_name("one", 1));
        let text = std::fs::read_to_string(&file).unwrap();
        for broken in [&text[..text.len() - 1], &text.replace("[1,2,3]", "[1,2,4]"), "", "\u{0}", &text.replace('\n', "")] {
            std::fs::write(&file, broken).unwrap();
            assert_eq!(cache.get::<Vec<u32>>("one", 1), None, "{broken:?}");
        }
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        cache.put("one", 1, &vec![1]);
        assert_eq!(cache.get::<Vec<u32>>("one", 1), None);
        assert_eq!(std::fs::read_dir(folder.path().join("a/b")).unwrap().count(), 1, "nothing is left over");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_no_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let cache = Cache::in_folder(file.join("below"));
        cache.put("one", 1, &1);
        assert_eq!(cache.get::<u32>("one", 1), None);
    }
}
