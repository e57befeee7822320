//! "did you mean": the known word nearest to a mistyped one.

/// The word of `known` that `word` most likely was meant to be: at most a third of its letters away.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    let distances = known.into_iter().map(|candidate| (distance(word, candidate), candidate));
    distances.filter(|&(distance, _)| distance <= limit).min().map(|(_, candidate)| candidate)
}

/// How many letters to insert, remove, replace or swap with their neighbour to get from `from` to `to`.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    // The rows for one letter of `from` less, and for two.
    let (mut above, mut before): (Vec<usize>, Vec<usize>) = ((0..=to.len()).collect(), Vec::new());
    for (at, &letter) in from.iter().enumerate() {
        let mut row = vec![at + 1];
        for (column, &other) in to.iter().enumerate() {
            let replaced = above[column] + usize::from(letter != other);
            let mut least = replaced.min(row[column] + 1).min(above[column + 1] + 1);
            if at > 0 && column > 0 && letter == to[column - 1] && from[at - 1] == other {
                least = least.min(before[column - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        assert_eq!(nearest("replacment", ["path", "replacement", "reason"]), Some("replacement"));
        assert_eq!(nearest("pth", ["path", "kind"]), Some("path"));
        assert_eq!(nearest("colour", ["path", "kind"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("laod", "load"), 1);
    }
}
