//! Which names a text mentions and how: read from the tokens, without grammar.

use super::lexer::{Lexer, Token, TokenKind};
use crate::index::{Call, Form, GLOB, is_capital, mention, mention_of};

/// What stands for a token behind the last one, which decides the form of the last word.
const END: Token = Token::new(TokenKind::Literal, 0, 0);

/// Collects what the tokens of a body mention.
pub(super) struct Mentions<'text> {
    text: &'text str,
    found: Vec<u32>,
    /// The word whose form the next tokens decide.
    open: Option<Open<'text>>,
    /// The last word, if nothing but colons stands behind it.
    before: Option<&'text str>,
    /// How many colons stand right before.
    colons: u8,
    /// How many dots stand right before.
    dots: u8,
    /// The brackets that are open, each with the call whose arguments stand in it.
    groups: Vec<Option<Called<'text>>>,
    /// How many of them are those of a macro or stand in one.
    of_macros: usize,
    /// The call that the last tokens ended.
    ended: Option<Called<'text>>,
    /// Whether a `.` stands behind it.
    has_dot: bool,
    /// What the names in open brackets are of, with how many brackets are open around them: `fs` in `use std::fs::{read, write}`.
    heads: Vec<(usize, &'text str)>,
}

/// A call by name: where its mention stands or will stand, the name, and the ways in which it may be meant.
#[derive(Clone, Copy)]
struct Called<'text> {
    at: usize,
    word: &'text str,
    ways: &'static [fn(Call) -> Form],
}

struct Open<'text> {
    word: &'text str,
    is_of_path: bool,
    /// The ways in which a call of it may be meant.
    ways: &'static [fn(Call) -> Form],
    /// The segment before it.
    qualifier: Option<&'text str>,
    seen: Seen,
}

/// What was seen behind a word.
#[derive(PartialEq)]
enum Seen {
    Nothing,
    /// `(`.
    Bracket,
    /// `!`.
    Bang,
}

impl<'text> Mentions<'text> {
    /// None so far, of a body in `text`.
    pub(super) fn of(text: &'text str) -> Self {
        Self {
            text,
            found: Vec::new(),
            open: None,
            before: None,
            colons: 0,
            dots: 0,
            groups: Vec::new(),
            of_macros: 0,
            ended: None,
            has_dot: false,
            heads: Vec::new(),
        }
    }

    /// Takes in the next token of the body.
    pub(super) fn see(&mut self, token: Token) {
        let kind = token.kind;
        if kind == TokenKind::Comment {
            return;
        }
        self.see_call(token);
        if let Some(open) = &mut self.open {
            match (&open.seen, kind) {
                (Seen::Nothing, TokenKind::Open(b'(')) if !open.is_of_path => {
                    open.seen = Seen::Bracket;
                    return;
                }
                (Seen::Nothing, TokenKind::Punctuation(b'!')) => {
                    open.seen = Seen::Bang;
                    return;
                }
                _ => self.put_down(kind),
            }
        }
        if kind == TokenKind::Punctuation(b'*') {
            let module = if self.colons >= 2 { self.before } else { self.head() };
            self.found.extend(module.map(|module| mention_of(module, GLOB)));
        }
        if kind == TokenKind::Punctuation(b':') {
            self.colons += 1;
            self.dots = 0;
            return;
        }
        let word = token.word(self.text);
        if let Some(word) = word {
            let is_of_path = self.colons >= 2;
            let qualifier = if is_of_path { self.before } else { self.head() };
            self.open = Some(Open { word, is_of_path, ways: self.ways(), qualifier, seen: Seen::Nothing });
        }
        self.before = word;
        self.colons = 0;
        self.dots = if kind == TokenKind::Punctuation(b'.') { self.dots.saturating_add(1) } else { 0 };
    }

    /// Puts down the open word, behind which a token of this kind stands.
    fn put_down(&mut self, next: TokenKind) {
        let Some(open) = self.open.take() else { return };
        let word = open.word;
        match (open.seen, next) {
            (Seen::Bracket, TokenKind::Close(_)) => self.found.extend(open.ways.iter().map(|way| mention(word, way(Call::Empty)))),
            (Seen::Bracket, _) => self.found.extend(open.ways.iter().map(|way| mention(word, way(Call::Arguments)))),
            (Seen::Bang, TokenKind::Open(_)) => self.found.push(mention(word, Form::Macro)),
            _ if open.is_of_path => match open.qualifier {
                Some(qualifier) => {
                    let form = if is_capital(qualifier) { Form::Member } else { Form::Path };
                    self.found.extend([mention(word, form), mention_of(qualifier, word)]);
                }
                None => self.found.extend([Form::Path, Form::Member, Form::Projected].map(|form| mention(word, form))),
            },
            _ => {
                self.found.push(mention(word, Form::Alone));
                self.found.extend(open.qualifier.map(|head| mention_of(head, word)));
            }
        }
    }

    /// What a name that stands here is of, if it stands in the brackets of an import.
    fn head(&self) -> Option<&'text str> {
        self.heads.last().filter(|(depth, _)| *depth == self.groups.len()).map(|(_, head)| *head)
    }

    /// The ways in which a call of a word that stands here may be meant.
    fn ways(&self) -> &'static [fn(Call) -> Form] {
        match self.dots {
            1 => &[Form::Method],
            _ if self.of_macros > 0 => &[Form::Function, Form::Method],
            _ => &[Form::Function],
        }
    }

    /// Follows calls to their end, and to an `.await` behind it, and counts the brackets of macros.
    fn see_call(&mut self, token: Token) {
        match token.kind {
            TokenKind::Open(bracket) => {
                let called = self.open.as_ref().filter(|open| bracket == b'(' && open.seen == Seen::Nothing && !open.is_of_path);
                // The mention is put down with the next token.
                let called = called.map(|open| Called { at: self.found.len(), word: open.word, ways: open.ways });
                let head = if self.colons >= 2 { self.before } else { self.head() };
                self.groups.push(called);
                self.heads.extend(head.map(|head| (self.groups.len(), head)));
                self.ended = None;
                if self.of_macros > 0 || self.open.as_ref().is_some_and(|open| open.seen == Seen::Bang) {
                    self.of_macros += 1;
                }
            }
            TokenKind::Close(_) => {
                if self.head().is_some() {
                    self.heads.pop();
                }
                self.ended = self.groups.pop().flatten();
                self.has_dot = false;
                self.of_macros = self.of_macros.saturating_sub(1);
            }
            TokenKind::Punctuation(b'.') if self.ended.is_some() && !self.has_dot => self.has_dot = true,
            TokenKind::Word if self.has_dot && token.word(self.text) == Some("await") => {
                if let Some(Called { at, word, ways }) = self.ended.take() {
                    for (at, way) in (at..).zip(ways) {
                        self.found[at] = mention(word, way(Call::Awaited));
                    }
                }
            }
            _ => self.ended = None,
        }
    }

    /// Sorted, each once.
    pub(super) fn finish(mut self) -> Box<[u32]> {
        self.see(END);
        self.found.sort_unstable();
        self.found.dedup();
        self.found.into()
    }
}

/// What `text` mentions: [`mention`] of each name and form, sorted, each once.
#[must_use]
pub fn mentions(text: &str) -> Box<[u32]> {
    let mut lexer = Lexer::new(text, 0);
    let mut mentions = Mentions::of(text);
    while let Some(token) = lexer.next_token() {
        mentions.see(token);
    }
    mentions.finish()
}

/// The attributes of statements and expressions that the compiler reads itself: their words are no code.
const PLAIN_ATTRIBUTES: [&str; 9] = ["allow", "cfg", "deny", "doc", "expect", "inline", "must_use", "rustfmt", "warn"];

/// What `text` mentions, without what stands in [`PLAIN_ATTRIBUTES`] and without those words of which `is_known` holds: given where the word
/// starts, itself, and whether it stands alone ([`Form::Alone`]).
#[must_use]
pub fn mentions_besides(text: &str, is_known: &dyn Fn(u32, &str, bool) -> bool) -> Box<[u32]> {
    let mut lexer = Lexer::new(text, 0);
    let mut mentions = Mentions::of(text);
    let mut last = (0, "");
    let mut left_out: Vec<usize> = Vec::new();
    loop {
        let next = lexer.next_token();
        if next.is_some_and(|token| token.kind == TokenKind::Punctuation(b'#')) {
            skip_plain_attribute(text, &mut lexer);
        }
        let known = mentions.found.len();
        mentions.see(next.unwrap_or(END));
        if let Some(&first) = mentions.found.get(known)
            && is_known(last.0, last.1, first == mention(last.1, Form::Alone))
        {
            left_out.extend(known..mentions.found.len());
        }
        let Some(token) = next else { break };
        if let Some(word) = token.word(text) {
            last = (token.span().start(), word);
        }
    }
    for at in left_out.into_iter().rev() {
        mentions.found.swap_remove(at);
    }
    mentions.finish()
}

/// What the rules of a macro mention themselves: `$name` and the kind of it are for what the call mentions.
#[must_use]
pub fn mentions_of_macro(rules: &str) -> Box<[u32]> {
    let before = |at: u32| rules[..at as usize].trim_end();
    let is_variable = |at: u32, word: &str| before(at).ends_with('$') && word != "crate";
    let is_kind = |at: u32| {
        let name = before(at)
            .strip_suffix(':')
            .map(|front| front.trim_end().trim_end_matches(|letter: char| letter.is_alphanumeric() || letter == '_'));
        name.is_some_and(|front| front.ends_with('$'))
    };
    mentions_besides(rules, &|at, word, _| is_variable(at, word) || is_kind(at))
}

/// Goes on behind `[cfg(…)]`, if that is what follows.
fn skip_plain_attribute(text: &str, lexer: &mut Lexer<'_>) {
    let mut ahead = lexer.clone();
    let mut next = || ahead.next_token();
    let is_bracket = next().is_some_and(|token| token.kind == TokenKind::Open(b'['));
    let is_plain = |token: Token| token.word(text).is_some_and(|word| PLAIN_ATTRIBUTES.contains(&word));
    if !is_bracket || !next().is_some_and(is_plain) {
        return;
    }
    let mut open = 1_usize;
    while let Some(token) = next() {
        match token.kind {
            TokenKind::Open(_) => open += 1,
            TokenKind::Close(_) => open -= 1,
            _ => {}
        }
        if open == 0 {
            *lexer = ahead;
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms_of(name: &str, found: &[u32]) -> Vec<Form> {
        Form::ALL.into_iter().filter(|&form| found.contains(&mention(name, form))).collect()
    }

    /// Each of these names is mentioned in this form and in no other.
    fn check_forms<const N: usize>(found: &[u32], expected: [(&str, Form); N]) {
        for (name, form) in expected {
            assert_eq!(forms_of(name, found), [form], "{name}");
        }
    }

    #[test]
    fn a_call_that_is_awaited_is_known_by_its_end() {
        let text = "a.lock().await; b.send(c(d), [e()]).await?; f(g().await); h() /* */ . await; i().j.await; k().l().await; m(n) . o()";
        let found = mentions(text);
        let expected = [
            ("lock", Form::Method(Call::Awaited)),
            ("send", Form::Method(Call::Awaited)),
            ("c", Form::Function(Call::Arguments)),
            ("e", Form::Function(Call::Empty)),
            ("f", Form::Function(Call::Arguments)),
            ("g", Form::Function(Call::Awaited)),
            ("h", Form::Function(Call::Awaited)),
            ("i", Form::Function(Call::Empty)),
            ("k", Form::Function(Call::Empty)),
            ("l", Form::Method(Call::Awaited)),
            ("m", Form::Function(Call::Arguments)),
            ("o", Form::Method(Call::Empty)),
        ];
        check_forms(&found, expected);
    }

    #[test]
    fn what_a_macro_is_given_may_be_called_on_something() {
        let found = mentions("a ! (b(), { c(d).await }, .e(), ..f(g)); h(); i![].j(k(0..l()), ..m()); n.0.o(); n.0.1.p(2.q(), 2.0.r())");
        for (name, call) in [("b", Call::Empty), ("c", Call::Awaited), ("f", Call::Arguments)] {
            assert_eq!(forms_of(name, &found), [Form::Function(call), Form::Method(call)], "{name}");
        }
        let expected = [
            ("a", Form::Macro),
            ("e", Form::Method(Call::Empty)),
            ("h", Form::Function(Call::Empty)),
            ("i", Form::Macro),
            ("j", Form::Method(Call::Arguments)),
            ("k", Form::Function(Call::Arguments)),
            ("l", Form::Function(Call::Empty)),
            ("m", Form::Function(Call::Empty)),
            ("o", Form::Method(Call::Empty)),
            ("p", Form::Method(Call::Arguments)),
            ("q", Form::Method(Call::Empty)),
            ("r", Form::Method(Call::Empty)),
        ];
        check_forms(&found, expected);
    }

    #[test]
    fn a_name_is_mentioned_in_the_form_in_which_it_stands() {
        let found = mentions("fs::read(a); b.len(); c.join(d()); e != f; g!(h); i::<J>(); k /* */ (l); std::m!{}; n::o(); p ! [q]; r");
        let expected = [
            ("fs", Form::Alone),
            ("read", Form::Path),
            ("len", Form::Method(Call::Empty)),
            ("join", Form::Method(Call::Arguments)),
            ("d", Form::Function(Call::Empty)),
            ("e", Form::Alone),
            ("f", Form::Alone),
            ("g", Form::Macro),
            ("h", Form::Alone),
            ("i", Form::Alone),
            ("k", Form::Function(Call::Arguments)),
            ("m", Form::Macro),
            ("o", Form::Path),
            ("p", Form::Macro),
            ("r", Form::Alone),
        ];
        check_forms(&found, expected);
    }

    #[test]
    fn a_path_is_mentioned_with_what_it_is_of() {
        let found = mentions("A::new(); b::C::make; Vec::<u8>::with(); <T as D>::go()");
        for (qualifier, name) in [("A", "new"), ("b", "C"), ("C", "make")] {
            assert!(found.contains(&mention_of(qualifier, name)), "{qualifier}::{name}");
        }
        for (name, forms) in [
            ("new", vec![Form::Member]),
            ("C", vec![Form::Path]),
            ("make", vec![Form::Member]),
            ("with", vec![Form::Path, Form::Member, Form::Projected]),
            ("go", vec![Form::Path, Form::Member, Form::Projected]),
        ] {
            assert_eq!(forms_of(name, &found), forms, "{name}");
        }
    }

    #[test]
    fn a_name_in_an_import_is_mentioned_with_its_module() {
        let found = mentions("{ use std::{fs::{self, read, {copy as c}}, io::{*}, env::*}; run(a * b) }");
        for (module, name) in [("fs", "read"), ("fs", "copy"), ("std", "fs"), ("io", GLOB), ("env", GLOB)] {
            assert!(found.contains(&mention_of(module, name)), "{module}::{name}");
        }
        for (module, name) in [("std", "read"), ("fs", "io"), ("io", "run"), ("env", "a"), ("run", GLOB)] {
            assert!(!found.contains(&mention_of(module, name)), "{module}::{name}");
        }
    }

    #[test]
    fn what_is_known_is_left_out_where_it_stands_and_nowhere_else() {
        let text = "a::read(b); read(c); d.read; read(e)";
        let second = text.find("read(c)").expect("it stands there") as u32;
        let found = mentions_besides(text, &|start, word, is_alone| (start == second && word == "read") || (is_alone && word == "d"));
        assert_eq!(found, mentions("a::read(b); (c); .read; read(e)"));
        assert_eq!(mentions_besides(text, &|_, _, _| false), mentions(text));
        assert_eq!(mentions_besides(text, &|_, word, _| word == "read"), mentions("a; b; c; d; e"));
        assert_eq!(mentions_besides(text, &|_, _, _| true), mentions(""));
        assert_eq!(mentions_of_macro("($a:expr, $($path:ident)*) => { $crate::b($a); $a.c() }"), mentions("$crate::b(()); .c()"));
        let text = "#[cfg(all(test, load()))] a; #[instrument(b())] c; \"#[cfg(\"; d[e]; #[allow(x";
        assert_eq!(mentions_besides(text, &|_, _, _| false), mentions("# a; #[instrument(b())] c; d[e]; #[allow(x"));
    }
}
