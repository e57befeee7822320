//! Looking for words in long texts, which the processor does many bytes at a time.

use aho_corasick::packed;
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

/// Words that many texts are searched for at once.
#[derive(Debug)]
pub struct Needles(Vec<Searcher>);

/// What looks for some of the words.
#[derive(Debug)]
enum Searcher {
    OfSeveral(packed::Searcher),
    /// An empty word, or a processor that cannot look for several.
    OfOne(memmem::Finder<'static>),
}

impl Searcher {
    fn finds(&self, text: &str) -> bool {
        match self {
            Self::OfSeveral(searcher) => searcher.find(text).is_some(),
            Self::OfOne(finder) => finder.find(text.as_bytes()).is_some(),
        }
    }

    fn finds_in_code(&self, text: &str) -> bool {
        match self {
            Self::OfSeveral(searcher) => searcher.find_iter(text).any(|found| is_code(text, found.start())),
            Self::OfOne(finder) => finder.find_iter(text.as_bytes()).any(|at| is_code(text, at)),
        }
    }
}

/// As many words as the processor compares at once.
const WORDS_AT_ONCE: usize = 64;

impl Needles {
    /// These words.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        let mut searchers = Vec::new();
        for words in words.chunks(WORDS_AT_ONCE) {
            match packed::Searcher::new(words) {
                Some(searcher) => searchers.push(Searcher::OfSeveral(searcher)),
                None => searchers.extend(words.iter().map(|word| Searcher::OfOne(memmem::Finder::new(word).into_owned()))),
            }
        }
        Self(searchers)
    }

    /// Whether one of them is in the text, as it stands or as a part of a longer word.
    #[must_use]
    pub fn is_one_in(&self, text: &str) -> bool {
        self.0.iter().any(|searcher| searcher.finds(text))
    }

    /// Whether one of them, as it stands or as a part of a longer word, is in a line of the text that is more than a comment.
    #[must_use]
    pub fn is_one_in_code(&self, text: &str) -> bool {
        self.0.iter().any(|searcher| searcher.finds_in_code(text))
    }
}

/// Whether the line of this place is more than a comment.
#[must_use]
pub fn is_code(text: &str, at: usize) -> bool {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
    !text[start..].trim_start().starts_with("//")
}

/// Whether what stands at this place of a text is a whole word, and no part of a longer one.
#[must_use]
pub fn is_whole_word(text: &str, place: std::ops::Range<usize>) -> bool {
    let bytes = text.as_bytes();
    !bytes[..place.start].last().is_some_and(|&byte| is_of_word(byte)) && !bytes.get(place.end).is_some_and(|&byte| is_of_word(byte))
}

/// Whether a byte is part of a word: an ASCII letter or digit, `_`, or part of a character outside of ASCII.
#[must_use]
pub fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// How many bytes the word takes that a text begins with.
#[must_use]
pub fn word_length(text: &[u8]) -> usize {
    let mut length = 0;
    while let Some(bytes) = text[length..].first_chunk() {
        let others = !of_words(u64::from_le_bytes(*bytes)) & HIGHEST;
        if others != 0 {
            return length + others.trailing_zeros() as usize / 8;
        }
        length += bytes.len();
    }
    length + text[length..].iter().take_while(|&&byte| is_of_word(byte)).count()
}

/// One in each byte.
const ONES: u64 = u64::from_le_bytes([1; 8]);
/// The highest bit of each byte.
const HIGHEST: u64 = 0x80 * ONES;

/// Which of eight bytes are of words: the highest bit of each says it, the others mean nothing.
fn of_words(bytes: u64) -> u64 {
    // Without its highest bit no byte overflows into the next one.
    let low = bytes & !HIGHEST;
    let at_least = |low: u64, least: u8| low + (0x80 - u64::from(least)) * ONES;
    // Small letters are the large ones with one bit more.
    let small = low | (0x20 * ONES);
    let letters = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digits = at_least(low, b'0') & !at_least(low, b'9' + 1);
    let underscores = !at_least(low ^ (u64::from(b'_') * ONES), 1);
    letters | digits | underscores | bytes
}

/// Where the lines of a text end: the bytes that are `\n`.
pub(super) fn line_ends(text: &[u8]) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'\n', text)
}

/// Where the first line of a text ends: before its `\n`, or with the text.
#[must_use]
pub fn line_end(text: &[u8]) -> usize {
    memchr::memchr(b'\n', text).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn many_words_are_found_where_one_of_them_is(words in proptest::collection::vec("[a-c]{0,4}", 0..80), text in "[a-d]{0,60}") {
            let expected = words.iter().any(|word| text.contains(word.as_str()));
            prop_assert_eq!(Needles::new(words.iter().map(String::as_str)).is_one_in(&text), expected);
        }

        #[test]
        fn many_words_are_found_in_code_where_one_of_them_is(
            words in proptest::collection::vec("[ab]{1,4}", 0..80),
            text in "[abc /\n]{0,60}",
        ) {
            let mut code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let expected = code.any(|line| words.iter().any(|word| line.contains(word.as_str())));
            prop_assert_eq!(Needles::new(words.iter().map(String::as_str)).is_one_in_code(&text), expected);
        }

        #[test]
        fn a_word_ends_before_the_first_byte_that_is_of_none(text in proptest::collection::vec(any::<u8>(), 0..4), word in "[a-zA-Z0-9_é]{0,30}", rest in any::<String>()) {
            for text in [text, [word.as_bytes(), rest.as_bytes()].concat()] {
                prop_assert_eq!(word_length(&text), text.iter().take_while(|&&byte| is_of_word(byte)).count());
            }
        }
    }

    #[test]
    fn a_whole_word_has_none_of_its_own_around() {
        let text = "a spawn(spawn_local) respawn spawné spawn";
        let whole: Vec<usize> = text.match_indices("spawn").map(|(at, _)| at).filter(|&at| is_whole_word(text, at..at + 5)).collect();
        assert_eq!(whole, [2, text.len() - 5]);
    }

    #[test]
    fn code_is_what_no_line_comment_holds() {
        let text = "a();\n  // a();\nb(); // a();";
        let code: Vec<bool> = text.match_indices("a()").map(|(at, _)| is_code(text, at)).collect();
        assert_eq!(code, [true, false, true]);
    }

    #[test]
    fn each_byte_is_of_a_word_or_not_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for before in 0..9 {
                let text = [vec![b'a'; before], vec![byte, b' '], vec![b' '; 8]].concat();
                assert_eq!(word_length(&text), before + usize::from(is_of_word(byte)), "{byte} behind {before}");
            }
        }
    }
}
