//! Looking for words in long texts, which the processor does many bytes at a time.

use memchr::memmem;

/// A word that many texts are searched for.
#[derive(Debug)]
pub struct Needle<'w>(memmem::Finder<'w>);

impl<'w> Needle<'w> {
    /// The word as it stands, or as a part of a longer one.
    #[must_use]
    pub fn new(word: &'w str) -> Self {
        Self(memmem::Finder::new(word))
    }

    /// Whether it is in the text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.0.find(text.as_bytes()).is_some()
    }
}
