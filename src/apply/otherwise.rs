//! Another way for a fix that did not hold, before it is taken back: functions that cannot be async stay sync, what cannot be awaited goes
//! to another thread, and what cannot go there stays where it is.

use std::collections::BTreeSet;

use super::blame::Blame;
use super::diagnostic::Diagnostic;
use super::learn::Learned;
use crate::base::SourceText;
use crate::fix::{Fix, Lessons, Plan};
use crate::syntax;

impl Learned {
    /// Has the blamed findings mended in another way; whether there may be one. Of functions that become async together, those that the
    /// compiler names stay sync first.
    pub(super) fn have_another_way(&mut self, blame: &Blame, plan: &Plan, analysed: &[SourceText]) -> bool {
        let mut is_any = false;
        for fix in &plan.fixes {
            let Some(problems) = fix.findings.iter().find_map(|finding| blame.get(finding)) else { continue };
            let is_first = fix.findings.iter().all(|finding| !self.narrowed.contains(finding));
            let named = named(fix, problems, plan, analysed);
            if is_first && self.lessons.add(&named) {
                self.narrowed.extend(&fix.findings);
                is_any = true;
            } else {
                is_any |= self.lessons.add(&fix.otherwise);
            }
        }
        is_any
    }
}

/// What keeps those functions of a fix sync that stand where the compiler points to.
fn named(fix: &Fix, problems: &[Diagnostic], plan: &Plan, analysed: &[SourceText]) -> Lessons {
    let text = |path: &str| analysed.iter().find(|source| source.path() == path).map(SourceText::text);
    let mut words = BTreeSet::new();
    for place in problems.iter().flat_map(|problem| &problem.places) {
        let new = text(&place.path).and_then(|text| plan.changes.apply_to(&place.path, text).ok());
        let Some(part) = new.as_deref().and_then(|new| new.get(place.span.range())) else { continue };
        words.extend(syntax::words(part).iter().map(|word| word.text.to_owned()));
    }
    let is_named = |path: &str, name: crate::base::Span| text(path).is_some_and(|text| words.contains(&text[name.range()]));
    let not_async = fix.otherwise.not_async.iter().filter(|((path, name), _)| is_named(path, *name));
    Lessons { not_async: not_async.map(|(place, why)| (place.clone(), why.clone())).collect(), ..Lessons::default() }
}
