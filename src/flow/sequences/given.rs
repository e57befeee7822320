//! What the code after statements needs of what they declare, and which uses of a variable change it.

use super::{GivenVariable, Line, Origin, Search};
use crate::base::{Name, Span};
use crate::flow::operations::Lookup;
use crate::flow::uses::bound;
use crate::index::{ExprId, ExprKind, Literal, SelfParameter, Statement};
use crate::syntax;

/// How an expression uses a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Use {
    Reads,
    Changes,
    Unknown,
}

impl Search<'_> {
    /// Puts down a variable that a statement declares, if it is used in `rest`; none where it cannot be given back.
    pub(super) fn declared(
        &self,
        name: &Name,
        (line, rest): (Line<'_>, Span),
        after: &[Line<'_>],
        (given, superfluous): (&mut Vec<GivenVariable>, &mut Vec<Span>),
    ) -> Option<()> {
        let text = self.owner.text;
        // Where another variable gets its name it is gone.
        let hidden = after.iter().find_map(|line| match line.statement {
            Some(Statement::Let { pattern, .. }) => {
                let mut names = Vec::new();
                bound(pattern, &mut names);
                names.contains(name).then_some(line.span.end())
            }
            _ => None,
        });
        let rest = Span::new(rest.start(), hidden.unwrap_or(rest.end()));
        let mentions: Vec<ExprId> = self.mentions(name).filter(|id| rest.contains(self.span(*id))).collect();
        if mentions.is_empty() {
            // The text of a macro that is not understood may name it.
            let is_named = syntax::words(&text[rest.range()]).iter().any(|word| word.text == name.as_str() && !word.is_continuation);
            return (!is_named).then_some(());
        }
        if given.iter().any(|known| known.name == *name) {
            return None;
        }
        let ty = self.lookup.types.of(mentions[0]);
        if !Lookup::is_known(ty) || !self.lookup.may_be_sent(ty) || self.lookup.blocks_later(ty) {
            return None;
        }
        let head = &text[line.span.range()];
        let words = syntax::words(head);
        let keyword = words.windows(2).find(|pair| pair[0].text == "mut" && pair[1].text == name.as_str());
        let Some(keyword) = keyword else {
            given.push(GivenVariable { name: name.clone(), origin: Origin::Declared });
            return Some(());
        };
        let changed_by = |within: Span| self.changed_in(name, within);
        let own = changed_by(Span::new(line.span.end(), rest.start()))?;
        let later = changed_by(rest)?;
        if !own {
            let start = line.span.start() + keyword[0].span.start();
            superfluous.push(Span::new(start, line.span.start() + keyword[1].span.start()));
        }
        given.push(GivenVariable { name: name.clone(), origin: if later { Origin::DeclaredMutable } else { Origin::Declared } });
        Some(())
    }

    /// Whether a variable is changed in a part of the body, as far as names tell; none where that is not known.
    fn changed_in(&self, name: &Name, within: Span) -> Option<bool> {
        let uses = self.mentions(name).filter(|id| within.contains(self.span(*id))).map(|id| self.use_of(id));
        uses.map(|found| (found != Use::Unknown).then_some(found == Use::Changes)).try_fold(false, |changes, found| Some(changes | found?))
    }

    pub(super) fn mentions(&self, name: &Name) -> impl Iterator<Item = ExprId> {
        self.ids().filter(move |id| self.lookup.variable(*id).is_some_and(|known| known == name))
    }

    /// How a variable is used where it is mentioned.
    pub(super) fn use_of(&self, variable: ExprId) -> Use {
        let mut place = variable;
        while let Some(parent) = self.parents.get(place) {
            match self.kind(parent) {
                ExprKind::Field { .. } | ExprKind::Paren(_) | ExprKind::Dereference(_) => place = parent,
                ExprKind::Index { base, .. } if *base == place => place = parent,
                ExprKind::Assign { left, .. } if *left == place => return Use::Changes,
                ExprKind::Reference(_) => {
                    let written = &self.owner.text[self.span(parent).range()];
                    let operand = written.trim_start_matches('&').trim_start();
                    let is_mutable = operand.strip_prefix("mut").or(operand.strip_prefix("raw"));
                    let is_word = is_mutable.is_some_and(|rest| rest.starts_with(char::is_whitespace));
                    return if is_word { Use::Changes } else { Use::Reads };
                }
                ExprKind::MethodCall { receiver, .. } if *receiver == place => {
                    return match self.lookup.receiver_of(parent) {
                        Some(SelfParameter::Reference | SelfParameter::Value) => Use::Reads,
                        Some(SelfParameter::MutableReference) => Use::Changes,
                        Some(SelfParameter::Typed(_)) | None => Use::Unknown,
                    };
                }
                // `write!(text, "…")` changes what it is given first.
                ExprKind::Macro { arguments, .. } => {
                    let is_text = |id: ExprId| matches!(self.kind(id), ExprKind::Literal(Literal::Str));
                    let is_first = arguments.first() == Some(&place);
                    let is_formatted = arguments.iter().skip(1).any(|argument| is_text(*argument));
                    return if is_first && is_formatted { Use::Changes } else { Use::Reads };
                }
                _ => return Use::Reads,
            }
        }
        Use::Reads
    }
}
