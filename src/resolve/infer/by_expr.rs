//! What is known of some of a body's expressions: asked for far more often than there is an answer.

use crate::index::ExprId;

/// A map from expressions of one body.
#[derive(Debug)]
pub(super) struct ByExpr<T> {
    /// For each expression its place in `known`, from 1; 0 where nothing is known.
    places: Vec<u32>,
    known: Vec<(ExprId, T)>,
}

impl<T> Default for ByExpr<T> {
    fn default() -> Self {
        Self { places: Vec::new(), known: Vec::new() }
    }
}

impl<T> ByExpr<T> {
    /// Nothing is known yet of a body with this many expressions.
    pub(super) fn of(expressions: usize) -> Self {
        Self { places: vec![0; expressions], known: Vec::new() }
    }

    pub(super) fn get(&self, expr: ExprId) -> Option<&T> {
        self.place(expr).map(|place| &self.known[place].1)
    }

    pub(super) fn get_mut(&mut self, expr: ExprId) -> Option<&mut T> {
        self.place(expr).map(|place| &mut self.known[place].1)
    }

    pub(super) fn insert(&mut self, expr: ExprId, value: T) {
        if let Some(known) = self.get_mut(expr) {
            *known = value;
            return;
        }
        self.known.push((expr, value));
        self.places[expr.0 as usize] = self.known.len() as u32;
    }

    /// In the order in which they became known.
    pub(super) fn iter(&self) -> impl Iterator<Item = (ExprId, &T)> {
        self.known.iter().map(|(expr, value)| (*expr, value))
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.known.iter().map(|(_, value)| value)
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.known.iter_mut().map(|(_, value)| value)
    }

    fn place(&self, expr: ExprId) -> Option<usize> {
        let place = *self.places.get(expr.0 as usize)?;
        (place as usize).checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_last_is_what_is_known() {
        let mut map = ByExpr::of(3);
        map.insert(ExprId(2), "a");
        map.insert(ExprId(0), "b");
        map.insert(ExprId(2), "c");
        assert_eq!([0, 1, 2, 3].map(|id| map.get(ExprId(id)).copied()), [Some("b"), None, Some("c"), None]);
        assert_eq!(map.iter().collect::<Vec<_>>(), [(ExprId(2), &"c"), (ExprId(0), &"b")]);
        assert_eq!(ByExpr::<u8>::default().get(ExprId(0)), None);
    }
}
