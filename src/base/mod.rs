//! What every room shares: spans, source texts, line numbers, words in texts, work on all threads, ids and paths of definitions.

mod hash;
mod ids;
mod line_index;
mod parallel;
mod rare;
mod search;
mod source;
mod span;

pub use hash::fnv;
pub use ids::{DefPath, FileId, Name, is_std};
pub use line_index::{LineColumn, LineIndex, line_of};
pub use parallel::{free_aside, free_later, map_largest_first};
pub use rare::{Absent, Rare};
pub use search::{Needle, Needles, is_code, is_of_word, is_whole_word, line_end, word_length};
pub use source::SourceText;
pub use span::Span;
