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

    /// The bytes of the text where it starts, in their order; one that begins in another is left out.
    pub fn places_in(&self, text: &str) -> impl Iterator<Item = usize> {
        self.0.find_iter(text.as_bytes())
    }
}

/// Where the first line of a text ends: before its `\n`, or with the text.
#[must_use]
pub fn line_end(text: &[u8]) -> usize {
    memchr::memchr(b'\n', text).unwrap_or(text.len())
}
