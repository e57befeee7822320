//! Signatures of std: string slices and FromStr.

use crate::prelude::rust_2024::*;
use crate::ops::{Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use crate::slice::SliceIndex;
use self::pattern::Pattern;
pub mod pattern {
    use crate::prelude::rust_2024::*;
    pub trait Pattern: Sized {}
    impl Pattern for char {}
    impl Pattern for &str {}
    impl Pattern for &String {}
    impl Pattern for &&str {}
    impl Pattern for &[char] {}
    impl<const N: usize> Pattern for [char; N] {}
    impl<const N: usize> Pattern for &[char; N] {}
    impl<F: FnMut(char) -> bool> Pattern for F {}
}
pub trait FromStr: Sized {
    type Err;
    fn from_str(s: &str) -> Result<Self, Self::Err>;
}
impl crate::fmt::Display for str {}
impl crate::fmt::Debug for str {}
impl crate::hash::Hash for str {}
impl<I: SliceIndex<str>> Index<I> for str {
    type Output = I::Output;
}
impl<I: SliceIndex<str>> IndexMut<I> for str {}
impl str {
    pub const fn len(&self) -> usize {}
    pub const fn is_empty(&self) -> bool {}
    pub const fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {}
    pub const fn is_char_boundary(&self, index: usize) -> bool {}
    pub const fn floor_char_boundary(&self, index: usize) -> usize {}
    pub const fn ceil_char_boundary(&self, index: usize) -> usize {}
    pub const fn as_bytes(&self) -> &[u8] {}
    pub const unsafe fn as_bytes_mut(&mut self) -> &mut [u8] {}
    pub const fn as_ptr(&self) -> *const u8 {}
    pub fn get<I: SliceIndex<str>>(&self, i: I) -> Option<&I::Output> {}
    pub fn get_mut<I: SliceIndex<str>>(&mut self, i: I) -> Option<&mut I::Output> {}
    pub unsafe fn get_unchecked<I: SliceIndex<str>>(&self, i: I) -> &I::Output {}
    pub const fn split_at(&self, mid: usize) -> (&str, &str) {}
    pub const fn split_at_mut(&mut self, mid: usize) -> (&mut str, &mut str) {}
    pub const fn split_at_checked(&self, mid: usize) -> Option<(&str, &str)> {}
    pub fn chars(&self) -> Chars<'_> {}
    pub fn char_indices(&self) -> CharIndices<'_> {}
    pub fn bytes(&self) -> Bytes<'_> {}
    pub fn split_whitespace(&self) -> SplitWhitespace<'_> {}
    pub fn split_ascii_whitespace(&self) -> SplitAsciiWhitespace<'_> {}
    pub fn lines(&self) -> Lines<'_> {}
    pub fn encode_utf16(&self) -> EncodeUtf16<'_> {}
    pub fn contains<P: Pattern>(&self, pat: P) -> bool {}
    pub fn starts_with<P: Pattern>(&self, pat: P) -> bool {}
    pub fn ends_with<P: Pattern>(&self, pat: P) -> bool {}
    pub fn find<P: Pattern>(&self, pat: P) -> Option<usize> {}
    pub fn rfind<P: Pattern>(&self, pat: P) -> Option<usize> {}
    pub fn split<P: Pattern>(&self, pat: P) -> Split<'_, P> {}
    pub fn split_inclusive<P: Pattern>(&self, pat: P) -> SplitInclusive<'_, P> {}
    pub fn rsplit<P: Pattern>(&self, pat: P) -> RSplit<'_, P> {}
    pub fn split_terminator<P: Pattern>(&self, pat: P) -> SplitTerminator<'_, P> {}
    pub fn rsplit_terminator<P: Pattern>(&self, pat: P) -> RSplitTerminator<'_, P> {}
    pub fn splitn<P: Pattern>(&self, n: usize, pat: P) -> SplitN<'_, P> {}
    pub fn rsplitn<P: Pattern>(&self, n: usize, pat: P) -> RSplitN<'_, P> {}
    pub fn split_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)> {}
    pub fn rsplit_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)> {}
    pub fn matches<P: Pattern>(&self, pat: P) -> Matches<'_, P> {}
    pub fn rmatches<P: Pattern>(&self, pat: P) -> RMatches<'_, P> {}
    pub fn match_indices<P: Pattern>(&self, pat: P) -> MatchIndices<'_, P> {}
    pub fn rmatch_indices<P: Pattern>(&self, pat: P) -> RMatchIndices<'_, P> {}
    pub fn trim(&self) -> &str {}
    pub fn trim_start(&self) -> &str {}
    pub fn trim_end(&self) -> &str {}
    pub fn trim_left(&self) -> &str {}
    pub fn trim_right(&self) -> &str {}
    pub fn trim_matches<P: Pattern>(&self, pat: P) -> &str {}
    pub fn trim_start_matches<P: Pattern>(&self, pat: P) -> &str {}
    pub fn trim_end_matches<P: Pattern>(&self, pat: P) -> &str {}
    pub fn trim_left_matches<P: Pattern>(&self, pat: P) -> &str {}
    pub fn trim_right_matches<P: Pattern>(&self, pat: P) -> &str {}
    pub const fn trim_ascii(&self) -> &str {}
    pub const fn trim_ascii_start(&self) -> &str {}
    pub const fn trim_ascii_end(&self) -> &str {}
    pub fn strip_prefix<P: Pattern>(&self, prefix: P) -> Option<&str> {}
    pub fn strip_suffix<P: Pattern>(&self, suffix: P) -> Option<&str> {}
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err> {}
    pub const fn is_ascii(&self) -> bool {}
    pub const fn eq_ignore_ascii_case(&self, other: &str) -> bool {}
    pub const fn make_ascii_uppercase(&mut self) {}
    pub const fn make_ascii_lowercase(&mut self) {}
    pub fn escape_debug(&self) -> EscapeDebug<'_> {}
    pub fn escape_default(&self) -> EscapeDefault<'_> {}
    pub fn escape_unicode(&self) -> EscapeUnicode<'_> {}
    pub fn into_boxed_bytes(self: Box<str>) -> Box<[u8]> {}
    pub fn into_string(self: Box<str>) -> String {}
    pub fn replace<P: Pattern>(&self, from: P, to: &str) -> String {}
    pub fn replacen<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String {}
    pub fn to_lowercase(&self) -> String {}
    pub fn to_uppercase(&self) -> String {}
    pub fn repeat(&self, n: usize) -> String {}
    pub fn to_ascii_uppercase(&self) -> String {}
    pub fn to_ascii_lowercase(&self) -> String {}
}
#[derive(Clone)]
pub struct Chars<'a> {}
impl<'a> Iterator for Chars<'a> { type Item = char; }
impl<'a> DoubleEndedIterator for Chars<'a> {}
impl<'a> Chars<'a> {
    pub fn as_str(&self) -> &'a str {}
}
#[derive(Clone)]
pub struct CharIndices<'a> {}
impl<'a> Iterator for CharIndices<'a> { type Item = (usize, char); }
impl<'a> DoubleEndedIterator for CharIndices<'a> {}
impl<'a> CharIndices<'a> {
    pub fn as_str(&self) -> &'a str {}
    pub fn offset(&self) -> usize {}
}
#[derive(Clone)]
pub struct Bytes<'a> {}
impl<'a> Iterator for Bytes<'a> { type Item = u8; }
impl<'a> DoubleEndedIterator for Bytes<'a> {}
impl<'a> ExactSizeIterator for Bytes<'a> {}
#[derive(Clone)]
pub struct SplitWhitespace<'a> {}
impl<'a> Iterator for SplitWhitespace<'a> { type Item = &'a str; }
impl<'a> DoubleEndedIterator for SplitWhitespace<'a> {}
#[derive(Clone)]
pub struct SplitAsciiWhitespace<'a> {}
impl<'a> Iterator for SplitAsciiWhitespace<'a> { type Item = &'a str; }
impl<'a> DoubleEndedIterator for SplitAsciiWhitespace<'a> {}
#[derive(Clone)]
pub struct Lines<'a> {}
impl<'a> Iterator for Lines<'a> { type Item = &'a str; }
impl<'a> DoubleEndedIterator for Lines<'a> {}
#[derive(Clone)]
pub struct EncodeUtf16<'a> {}
impl<'a> Iterator for EncodeUtf16<'a> { type Item = u16; }
#[derive(Clone)]
pub struct EscapeDebug<'a> {}
impl<'a> Iterator for EscapeDebug<'a> { type Item = char; }
#[derive(Clone)]
pub struct EscapeDefault<'a> {}
impl<'a> Iterator for EscapeDefault<'a> { type Item = char; }
#[derive(Clone)]
pub struct EscapeUnicode<'a> {}
impl<'a> Iterator for EscapeUnicode<'a> { type Item = char; }
impl crate::fmt::Display for EscapeDebug<'_> {}
impl crate::fmt::Display for EscapeDefault<'_> {}
impl crate::fmt::Display for EscapeUnicode<'_> {}
#[derive(Clone)]
pub struct Split<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for Split<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for Split<'a, P> {}
#[derive(Clone)]
pub struct SplitInclusive<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for SplitInclusive<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for SplitInclusive<'a, P> {}
#[derive(Clone)]
pub struct RSplit<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for RSplit<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for RSplit<'a, P> {}
#[derive(Clone)]
pub struct SplitTerminator<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for SplitTerminator<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for SplitTerminator<'a, P> {}
#[derive(Clone)]
pub struct RSplitTerminator<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for RSplitTerminator<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for RSplitTerminator<'a, P> {}
#[derive(Clone)]
pub struct SplitN<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for SplitN<'a, P> { type Item = &'a str; }
#[derive(Clone)]
pub struct RSplitN<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for RSplitN<'a, P> { type Item = &'a str; }
#[derive(Clone)]
pub struct Matches<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for Matches<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for Matches<'a, P> {}
#[derive(Clone)]
pub struct RMatches<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for RMatches<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for RMatches<'a, P> {}
#[derive(Clone)]
pub struct MatchIndices<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for MatchIndices<'a, P> { type Item = (usize, &'a str); }
impl<'a, P: Pattern> DoubleEndedIterator for MatchIndices<'a, P> {}
#[derive(Clone)]
pub struct RMatchIndices<'a, P: Pattern> {}
impl<'a, P: Pattern> Iterator for RMatchIndices<'a, P> { type Item = (usize, &'a str); }
impl<'a, P: Pattern> DoubleEndedIterator for RMatchIndices<'a, P> {}
#[derive(Clone)]
pub struct Utf8Chunks<'a> {}
impl<'a> Iterator for Utf8Chunks<'a> {
    type Item = Utf8Chunk<'a>;
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utf8Chunk<'a> {}
impl<'a> Utf8Chunk<'a> {
    pub fn valid(&self) -> &'a str {}
    pub fn invalid(&self) -> &'a [u8] {}
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utf8Error {}
impl Utf8Error {
    pub const fn valid_up_to(&self) -> usize {}
    pub const fn error_len(&self) -> Option<usize> {}
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseBoolError {}
impl crate::fmt::Display for Utf8Error {}
impl crate::error::Error for Utf8Error {}
impl crate::fmt::Display for ParseBoolError {}
impl crate::error::Error for ParseBoolError {}
pub const fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {}
pub const fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error> {}
pub const unsafe fn from_utf8_unchecked(v: &[u8]) -> &str {}
