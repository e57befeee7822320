//! Signatures of std: char.

use crate::prelude::rust_2024::*;
impl char {
    pub const fn from_u32(i: u32) -> Option<char> {}
    pub const fn from_digit(num: u32, radix: u32) -> Option<char> {}
    pub const fn is_digit(self, radix: u32) -> bool {}
    pub const fn to_digit(self, radix: u32) -> Option<u32> {}
    pub fn escape_unicode(self) -> EscapeUnicode {}
    pub fn escape_debug(self) -> EscapeDebug {}
    pub fn escape_default(self) -> EscapeDefault {}
    pub const fn len_utf8(self) -> usize {}
    pub const fn len_utf16(self) -> usize {}
    pub const fn encode_utf8(self, dst: &mut [u8]) -> &mut str {}
    pub const fn encode_utf16(self, dst: &mut [u16]) -> &mut [u16] {}
    pub fn is_alphabetic(self) -> bool {}
    pub fn is_lowercase(self) -> bool {}
    pub fn is_uppercase(self) -> bool {}
    pub fn is_whitespace(self) -> bool {}
    pub fn is_alphanumeric(self) -> bool {}
    pub fn is_control(self) -> bool {}
    pub fn is_numeric(self) -> bool {}
    pub fn to_lowercase(self) -> ToLowercase {}
    pub fn to_uppercase(self) -> ToUppercase {}
    pub const fn is_ascii(&self) -> bool {}
    pub const fn to_ascii_uppercase(&self) -> char {}
    pub const fn to_ascii_lowercase(&self) -> char {}
    pub const fn eq_ignore_ascii_case(&self, other: &char) -> bool {}
    pub const fn make_ascii_uppercase(&mut self) {}
    pub const fn make_ascii_lowercase(&mut self) {}
    pub const fn is_ascii_alphabetic(&self) -> bool {}
    pub const fn is_ascii_uppercase(&self) -> bool {}
    pub const fn is_ascii_lowercase(&self) -> bool {}
    pub const fn is_ascii_alphanumeric(&self) -> bool {}
    pub const fn is_ascii_digit(&self) -> bool {}
    pub const fn is_ascii_hexdigit(&self) -> bool {}
    pub const fn is_ascii_punctuation(&self) -> bool {}
    pub const fn is_ascii_graphic(&self) -> bool {}
    pub const fn is_ascii_whitespace(&self) -> bool {}
    pub const fn is_ascii_control(&self) -> bool {}
}
#[derive(Clone)]
pub struct ToLowercase {}
impl Iterator for ToLowercase { type Item = char; }
impl DoubleEndedIterator for ToLowercase {}
impl ExactSizeIterator for ToLowercase {}
#[derive(Clone)]
pub struct ToUppercase {}
impl Iterator for ToUppercase { type Item = char; }
impl DoubleEndedIterator for ToUppercase {}
impl ExactSizeIterator for ToUppercase {}
#[derive(Clone)]
pub struct EscapeUnicode {}
impl Iterator for EscapeUnicode { type Item = char; }
impl ExactSizeIterator for EscapeUnicode {}
#[derive(Clone)]
pub struct EscapeDebug {}
impl Iterator for EscapeDebug { type Item = char; }
impl ExactSizeIterator for EscapeDebug {}
#[derive(Clone)]
pub struct EscapeDefault {}
impl Iterator for EscapeDefault { type Item = char; }
impl ExactSizeIterator for EscapeDefault {}
impl crate::fmt::Display for ToLowercase {}
impl crate::fmt::Display for ToUppercase {}
impl crate::fmt::Display for EscapeUnicode {}
impl crate::fmt::Display for EscapeDebug {}
impl crate::fmt::Display for EscapeDefault {}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCharError {}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharTryFromError {}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TryFromCharError {}
impl crate::fmt::Display for ParseCharError {}
impl crate::error::Error for ParseCharError {}
impl crate::fmt::Display for CharTryFromError {}
impl crate::error::Error for CharTryFromError {}
impl crate::fmt::Display for TryFromCharError {}
impl crate::error::Error for TryFromCharError {}
pub const fn from_u32(i: u32) -> Option<char> {}
pub const fn from_digit(num: u32, radix: u32) -> Option<char> {}
