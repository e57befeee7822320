//! Notes in files. The examples call what async code calls too.
//!
//! ```
//! # #[tokio::main]
//! # async fn main() {
//! let folder = std::env::temp_dir();
//! assert!(documented::is_there(&folder).await);
//! # }
//! ```
#![doc = include_str!("../README.md")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Whether there is such a file.
///
/// An example with hidden lines, and one that is not run:
///
/// ```
/// # #[tokio::main]
/// # async fn main() {
/// # use documented::is_there;
/// # use std::path::Path;
/// let nowhere = Path::new("/no/such/file");
/// assert!(!is_there(nowhere).await);
/// println!("{}", is_there(nowhere).await);
/// # }
/// ```
///
/// ```no_run
/// # #[tokio::main]
/// # async fn main() {
/// if documented::is_there(std::path::Path::new("a")).await {
///     loop {}
/// }
/// # }
/// ```
pub async fn is_there(path: &Path) -> bool {
    tokio::fs::try_exists(path).await.unwrap_or(false)
}

/// The text of a note.
///
/// With the question mark:
///
/// ```
/// # #[tokio::main]
/// # async fn main() -> Result<(), std::io::Error> {
/// use documented::read;
/// use std::io;
///
/// let path = std::env::temp_dir().join("documented-read");
/// std::fs::write(&path, "a note")?;
/// assert_eq!(read(&path).await?, "a note");
/// # Ok::<(), io::Error>(())
/// # }
/// ```
///
/// With a `main` of its own:
///
/// ```
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let path = std::env::temp_dir().join("documented-main");
/// std::fs::write(&path, "a note")?;
/// let text = documented::read(&path).await?
///     .trim()
///     .len();
/// assert_eq!(text, 6);
/// # Ok(())
/// # }
/// ```
///
/// With a function that nobody calls, and one that `main` calls:
///
/// ```
/// # async fn example() -> std::io::Result<()> {
/// documented::read(std::path::Path::new("a")).await?;
/// # Ok(())
/// # }
/// ```
///
/// ```
/// use std::path::Path;
///
/// async fn length(path: &Path) -> usize {
///     documented::read(path).await.map_or(0, |text| text.len())
/// }
///
/// #[tokio::main]
/// async fn main() {
///     assert_eq!(length(Path::new("/no/such/file")).await, 0);
/// }
/// ```
///
/// ```should_panic
/// # #[tokio::main]
/// # async fn main() {
/// documented::read(std::path::Path::new("/no/such/file")).await.unwrap();
/// # }
/// ```
pub async fn read(path: &Path) -> io::Result<String> {
    tokio::fs::read_to_string(path).await
}

/// A folder of notes.
pub struct Notes {
    folder: PathBuf,
}

impl Notes {
    /// Those in a folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Whether there is a note of this name. The method of the same name of another type is another one.
    ///
    /// Where there is a runtime already:
    ///
    /// ```
    /// use documented::Notes;
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let notes = Notes::new("/no/such/folder".into());
    /// assert!(!notes.has("a").await);
    /// # });
    /// ```
    ///
    /// ~~~rust
    /// # #[tokio::main]
    /// # async fn main() {
    /// # use documented::{Notes, Tags};
    /// let (notes, tags) = (Notes::new("/no/such/folder".into()), Tags);
    /// assert_eq!(notes.has("a").await, tags.has("a"));
    /// # }
    /// ~~~
    ///
    /// ```text
    /// notes.has(is shown)
    /// ```
    ///
    /// ```ignore
    /// notes.has(is ignored)
    /// ```
    pub async fn has(&self, name: &str) -> bool {
        tokio::fs::try_exists(self.folder.join(name))
            .await
            .unwrap_or(false)
    }

    /// How many notes there are.
    ///
    /// guard: a future cannot be awaited in a closure.
    ///
    /// ```
    /// let count = |folder: &str| documented::Notes::new(folder.into()).count();
    /// assert_eq!(count("/no/such/folder"), 0);
    /// ```
    pub fn count(&self) -> usize {
        usize::from(self.folder.is_dir())
    }

    /// Removes a note.
    ///
    /// guard: what a macro of the example makes of it is not known.
    ///
    /// ```
    /// macro_rules! call {
    ///     ($notes:expr) => {
    ///         $notes.remove("a")
    ///     };
    /// }
    /// let notes = documented::Notes::new("/no/such/folder".into());
    /// assert!(!call!(notes));
    /// ```
    pub fn remove(&self, name: &str) -> bool {
        fs::remove_file(self.folder.join(name)).is_ok()
    }

    /// Renames the folder.
    ///
    /// guard: the example in the README stays as it is.
    pub fn rename(&self, to: &Path) -> bool {
        fs::rename(&self.folder, to).is_ok()
    }

    /// Removes all notes.
    ///
    /// guard: such a comment is not read.
    /**
    ```
    assert!(!documented::Notes::new("/no/such/folder".into()).clear());
    ```
    */
    pub fn clear(&self) -> bool {
        fs::remove_dir_all(&self.folder).is_ok()
    }

    /// Makes the folder.
    ///
    /// guard: a thread that waits for futures cannot be one of a runtime.
    ///
    /// ```
    /// let notes = documented::Notes::new(std::env::temp_dir());
    /// assert!(notes.make());
    /// tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {});
    /// ```
    pub fn make(&self) -> bool {
        fs::create_dir_all(&self.folder).is_ok()
    }
}

/// What notes are about.
pub struct Tags;

impl Tags {
    /// Whether there is such a tag.
    pub fn has(&self, _name: &str) -> bool {
        false
    }
}

/// What calls them all.
pub async fn all(notes: &Notes) -> io::Result<usize> {
    let text = read(&notes.folder.join("a")).await?;
    let found = is_there(&notes.folder).await && notes.has("a").await && notes.make() && notes.remove("a") && notes.clear() && notes.rename(&notes.folder);
    Ok(text.len() + notes.count() + usize::from(found))
}
