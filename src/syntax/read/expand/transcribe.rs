//! What an arm becomes, its variables replaced.

use super::super::tokens::{Kind, Token, UNSEEN};
use super::Fuel;
use super::arms::{Arm, Repeat, Template, Written};
use super::matching::{Binding, Bindings};
use crate::base::{Name, Span};

/// Where an expansion stands.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    /// The call as a whole.
    pub(super) call: Span,
    /// What `$crate` means, if it is not the crate of the call.
    pub(super) crate_name: Option<&'a Name>,
}

/// The variables that a template declares, with what they are called in one expansion.
pub(super) type Renamed = Vec<(Name, String)>;

/// How the variables of the arm are called in the expansion with this number.
pub(super) fn renamed(arm: &Arm, expansion: usize) -> Renamed {
    arm.variables.iter().map(|name| (name.clone(), format!("{name}__{expansion}"))).collect()
}

/// The tokens of the arm, with those of `arguments` that its variables stand for.
pub(super) fn transcribe<'t>(
    arm: &'t Arm,
    (bindings, arguments): (&Bindings, &[Token<'t>]),
    origin: Origin<'t>,
    renamed: &'t Renamed,
    fuel: &mut Fuel,
) -> Option<Vec<Token<'t>>> {
    let view = bindings.iter().map(|(name, binding)| (name.as_str(), binding)).collect();
    let mut transcriber = Transcriber { arguments, origin, renamed, fuel, view, made: Vec::new() };
    transcriber.parts(&arm.template)?;
    Some(transcriber.made)
}

struct Transcriber<'t, 'b> {
    arguments: &'b [Token<'t>],
    origin: Origin<'t>,
    renamed: &'t Renamed,
    fuel: &'b mut Fuel,
    /// The variables that are visible, those of repetitions at their turn behind those around.
    view: Vec<(&'b str, &'b Binding)>,
    made: Vec<Token<'t>>,
}

impl<'t> Transcriber<'t, '_> {
    fn parts(&mut self, templates: &'t [Template]) -> Option<()> {
        for (at, template) in templates.iter().enumerate() {
            match template {
                Template::Token(token) => {
                    // Fields keep their names.
                    let before = self.made.last().map(|last| last.kind);
                    let is_colon = matches!(templates.get(at + 1), Some(Template::Token(next)) if next.is_sign(b':'));
                    let is_label = is_colon && matches!(before, None | Some(Kind::Open(_) | Kind::Sign(b',')));
                    let is_member = is_label || before == Some(Kind::Sign(b'.'));
                    let kind = if is_member { token.kind() } else { self.own(token) };
                    self.push(kind, token.is_joint)?;
                }
                Template::Group(bracket, inner) => self.group(*bracket, inner)?,
                Template::Variable(name, written) => match self.view.iter().rev().find(|(visible, _)| visible == name) {
                    Some((_, Binding::Tokens { start, end, keeps_together })) => self.argument(*start, *end, *keeps_together)?,
                    Some((_, Binding::Repeated(_))) => return None,
                    None => {
                        for token in written {
                            self.push(self.own(token), token.is_joint)?;
                        }
                    }
                },
                Template::Crate => self.crate_path()?,
                Template::Repeat(repeat) => self.repeat(repeat)?,
            }
        }
        Some(())
    }

    /// Puts down a token of the definition: it stands where the call stands.
    fn push(&mut self, kind: Kind<'t>, is_joint: bool) -> Option<()> {
        let call = self.origin.call;
        self.put(Token { kind, start: call.start(), end: call.end(), close: 0, is_joint })
    }

    fn put(&mut self, token: Token<'t>) -> Option<()> {
        self.fuel.tokens = self.fuel.tokens.checked_sub(1)?;
        self.made.push(token);
        Some(())
    }

    fn own(&self, token: &'t Written) -> Kind<'t> {
        match token.kind() {
            Kind::Name(name) => Kind::Name(self.renamed.iter().find(|(own, _)| own == name).map_or(name, |(_, renamed)| renamed)),
            kind => kind,
        }
    }

    /// A group of the definition: it stands where the call stands, its brackets before and behind that.
    fn group(&mut self, bracket: u8, inner: &'t [Template]) -> Option<()> {
        let (call, open) = (self.origin.call, self.made.len());
        self.put(bracket_at(Kind::Open(bracket), call.start()))?;
        self.parts(inner)?;
        self.put(bracket_at(Kind::Close(closing(bracket)), call.end()))?;
        self.made[open].close = self.made.len() as u32 - 1;
        Some(())
    }

    /// The tokens of an argument.
    fn argument(&mut self, start: usize, end: usize, keeps_together: bool) -> Option<()> {
        let arguments = self.arguments;
        let tokens = &arguments[start..end];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Some(()) };
        let open = self.made.len();
        if keeps_together {
            self.put(bracket_at(Kind::Open(UNSEEN), first.start))?;
        }
        let moved_to = self.made.len();
        for token in tokens {
            let close = if let Kind::Open(_) = token.kind { (token.close as usize - start + moved_to) as u32 } else { 0 };
            self.put(Token { close, ..*token })?;
        }
        // Of `::` that was matched sign by sign the first belongs to the second wherever it stands; a number ends here.
        let is_sign = |token: Option<&Token<'_>>| matches!(token, Some(Token { kind: Kind::Sign(_), .. }));
        let is_half = is_sign(Some(last)) && is_sign(arguments.get(end));
        if let Some(last) = self.made.last_mut() {
            last.is_joint &= is_half;
        }
        if keeps_together {
            self.put(bracket_at(Kind::Close(UNSEEN), last.end.max(first.start)))?;
            self.made[open].close = self.made.len() as u32 - 1;
        }
        Some(())
    }

    fn crate_path(&mut self) -> Option<()> {
        let Some(name) = self.origin.crate_name else { return self.push(Kind::Keyword("crate"), false) };
        self.push(Kind::Sign(b':'), true)?;
        self.push(Kind::Sign(b':'), false)?;
        self.push(Kind::Name(name), false)
    }

    fn repeat(&mut self, repeat: &'t Repeat<Template>) -> Option<()> {
        let visible = |name: &Name| self.view.iter().rev().find(|(visible, _)| visible == name);
        let repeated = repeat.variables.iter().filter_map(|name| match visible(name)? {
            (name, Binding::Repeated(all)) => Some((*name, all)),
            _ => None,
        });
        let repeated: Vec<(&str, &Vec<Binding>)> = repeated.collect();
        let count = repeated.first()?.1.len();
        if repeated.iter().any(|(_, all)| all.len() != count) {
            return None;
        }
        let around = self.view.len();
        for turn in 0..count {
            if turn > 0 {
                for token in &repeat.separator {
                    self.push(self.own(token), token.is_joint)?;
                }
            }
            self.view.extend(repeated.iter().map(|&(name, all)| (name, &all[turn])));
            self.parts(&repeat.inner)?;
            self.view.truncate(around);
        }
        Some(())
    }
}

/// A bracket that takes no room: no byte of the text is one that nobody wrote there.
fn bracket_at(kind: Kind<'_>, at: u32) -> Token<'_> {
    Token { kind, start: at, end: at, close: 0, is_joint: false }
}

fn closing(bracket: u8) -> u8 {
    match bracket {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        bracket => bracket,
    }
}
