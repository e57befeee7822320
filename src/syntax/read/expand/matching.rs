//! A call's arguments against the matcher of an arm.

use rustc_hash::FxHashMap;

use super::super::{Read, Reader, Stop};
use super::arms::{Arm, Matcher, Operator, Repeat, Written};
use crate::base::Name;

/// What the variables of a matcher stand for.
pub(super) type Bindings = FxHashMap<Name, Binding>;

/// What one variable stands for.
pub(super) enum Binding {
    /// The tokens from the first on to before the second, all in one if they stay together.
    Tokens { start: usize, end: usize, keeps_together: bool },
    /// One for each time that the repetition around it was matched.
    Repeated(Vec<Self>),
}

/// What the variables of the arm stand for, if it takes all that `reader` has to read.
pub(super) fn bindings(arm: &Arm, reader: &mut Reader<'_>) -> Option<Bindings> {
    let mut bindings = Bindings::default();
    reader.perhaps(|reader| {
        all(reader, &arm.matcher, &mut bindings)?;
        reader.expect_end()
    })?;
    Some(bindings)
}

fn all(reader: &mut Reader<'_>, matchers: &[Matcher], bindings: &mut Bindings) -> Read<()> {
    matchers.iter().try_for_each(|matcher| one(reader, matcher, bindings))
}

fn one(reader: &mut Reader<'_>, matcher: &Matcher, bindings: &mut Bindings) -> Read<()> {
    match matcher {
        Matcher::Token(wanted) => token(reader, wanted),
        Matcher::Group(bracket, inner) => reader.group(*bracket, |reader| all(reader, inner, bindings)).map(drop),
        Matcher::Variable(name, fragment) => {
            let start = reader.at;
            reader.skip(|reader| reader.fragment(*fragment))?;
            let end = reader.at;
            let keeps_together = fragment.keeps_together() && !reader.is_one_tree(start, end);
            bindings.insert(name.clone(), Binding::Tokens { start, end, keeps_together });
            Ok(())
        }
        Matcher::Repeat(repeat) => repetition(reader, repeat, bindings),
    }
}

fn token(reader: &mut Reader<'_>, wanted: &Written) -> Read<()> {
    if reader.peek(0) != wanted.kind() {
        return Err(Stop::Unlike);
    }
    reader.bump();
    Ok(())
}

fn repetition(reader: &mut Reader<'_>, repeat: &Repeat<Matcher>, bindings: &mut Bindings) -> Read<()> {
    bindings.extend(repeat.variables.iter().map(|name| (name.clone(), Binding::Repeated(Vec::new()))));
    let mut count = 0_usize;
    let most = if repeat.operator == Operator::AtMostOnce { 1 } else { usize::MAX };
    while count < most && !reader.is_at_end() {
        let at = reader.at;
        let mut own = Bindings::default();
        let once = reader.perhaps(|reader| {
            if count > 0 {
                repeat.separator.iter().try_for_each(|separator| token(reader, separator))?;
            }
            all(reader, &repeat.inner, &mut own)
        });
        if once.is_none() || reader.at == at {
            break;
        }
        count += 1;
        for (name, binding) in own {
            if let Some(Binding::Repeated(all)) = bindings.get_mut(&name) {
                all.push(binding);
            }
        }
    }
    if repeat.operator == Operator::AtLeastOnce && count == 0 { Err(Stop::Unlike) } else { Ok(()) }
}
