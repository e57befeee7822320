//! Lists of hashes between runs: as bytes, which are read at once and take no more than they are.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

pub(super) fn serialize<S: Serializer>(numbers: &[u32], serializer: S) -> Result<S::Ok, S::Error> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    serializer.serialize_bytes(&bytes)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<[u32]>, D::Error> {
    deserializer.deserialize_bytes(Numbers)
}

struct Numbers;

impl Visitor<'_> for Numbers {
    type Value = Box<[u32]>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("four bytes a number")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        let (numbers, []) = bytes.as_chunks::<4>() else { return Err(E::invalid_length(bytes.len(), &self)) };
        Ok(numbers.iter().map(|number| u32::from_le_bytes(*number)).collect())
    }
}
