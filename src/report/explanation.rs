//! What is shown of one function, with the texts that its places point into.

use crate::base::SourceText;
use crate::flow::Answer;

/// The answer to a question about a function.
#[derive(Debug)]
pub struct Explanation {
    /// The files by their id: sorted by path.
    pub files: Vec<SourceText>,
    /// The answer.
    pub answer: Answer,
}
