//! The reader against the parser: where the reader says something, the parser says the same.

use std::fmt::Debug;
use std::path::Path;

use super::*;
use crate::syntax::skim::Bodies;
use crate::syntax::{NoMacros, parsed_body, parsed_index, skim};

/// What became of the texts that were compared.
#[derive(Default, Debug)]
struct Compared {
    texts: usize,
    /// Those that the reader left to the parser.
    left: usize,
}

impl Compared {
    /// A file and each of its bodies.
    fn file(&mut self, path: &str, text: &str) {
        let skim = skim::skim(text, Bodies::Mentions);
        self.texts += 1;
        match unexpanded(text, &skim.tokens, Some(&skim)).and_then(Reader::into_file) {
            Some(read) => assert_same(path, &read, &parsed_index(text, skim::skim(text, Bodies::Mentions))),
            None => self.left += 1,
        }
        if skim.unclosed.is_none() && skim.problems.is_empty() {
            let places = skim::skim(text, Bodies::Places);
            let is_test = |span: Span| places.blanks().any(|blank| blank.start < span.start() as usize && span.end() as usize <= blank.end);
            let bodies = skim.bodies.iter().map(|body| body.span).filter(|span| !is_test(*span));
            assert!(bodies.eq(places.bodies.iter().map(|body| body.span)), "{path}");
        }
        for range in &skim.bodies {
            self.texts += 1;
            let tokens = tokens_of_body(text, range.span);
            match tokens.as_ref().and_then(|tokens| unexpanded(text, tokens, None)).and_then(Reader::into_body) {
                Some(read) => {
                    let at = format!("{path}: {}", &text[range.span.range()]);
                    assert_same(&at, &read, &parsed_body(text, range.span, &NoMacros));
                }
                None => self.left += 1,
            }
        }
    }

    fn folder(&mut self, folder: &Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.folder(&path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                self.file(&path.to_string_lossy(), &std::fs::read_to_string(&path).unwrap());
            }
        }
    }
}

/// A reader that expands no macros, as the parser.
fn unexpanded<'a>(text: &'a str, tokens: &'a Tokens<'a>, skim: Option<&'a Skim<'a>>) -> Option<Reader<'a>> {
    let mut reader = Reader::new(text, tokens.checked()?, skim, &NoMacros);
    reader.expanding.give_up();
    Some(reader)
}

fn assert_same(at: &str, read: &dyn Debug, parsed: &dyn Debug) {
    let (read, parsed) = (format!("{read:#?}"), format!("{parsed:#?}"));
    let differing = read.lines().zip(parsed.lines()).position(|(read, parsed)| read != parsed);
    let around = |text: &str| text.lines().skip(differing.unwrap_or(0).saturating_sub(8)).take(20).collect::<Vec<_>>().join("\n");
    assert!(read == parsed, "{at}\nread:\n{}\nparsed:\n{}", around(&read), around(&parsed));
}

/// Everything is recursive over syntax, whose depth is bounded; the analysis has room for that, and so has a test. Bytes.
const STACK: usize = 256 * 1024 * 1024;

fn with_deep_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
}

#[test]
fn the_reader_says_what_the_parser_says() {
    with_deep_stack(|| {
        let mut compared = Compared::default();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for folder in ["src", "rules/stubs", "fixtures/ui", "fixtures/runs"] {
            compared.folder(&root.join(folder));
        }
        assert!(compared.left * 100 < compared.texts, "{compared:?}");
    });
}

/// The reader takes the code and says of it what the parser says.
fn check_read(items: &str) {
    let mut compared = Compared::default();
    compared.file(items, items);
    assert_eq!(compared.left, 0, "{items}");
}

#[test]
fn items_of_all_kinds_are_read() {
    with_deep_stack(|| {
        for items in [
            "#![cfg(unix)] #[path = \"x.rs\"] mod a; pub(crate) mod b { #![allow(x)] use super::*; } extern crate c as _; extern \"C\" { fn d(); }",
            "pub use {a::{self, b as c, *}, d}; use crate::e as _;",
            "#[cfg_attr(not(unix), allow(x), path = \"a.rs\")] #[cfg_attr(all(b, c = \"d\"), doc = \"e\", f::g(h), i)] #[cfg_attr(j,)] mod k;",
            "#[cfg(all(unix, feature = \"x\", not(any(a, b))))] #[derive(Debug, a::B)] pub struct S<'a: 'b, T: X + ?Sized = U, const N: usize = 3>(pub (A, B), pub(in a) &'a mut T) where T::Item: Fn(u8) -> V;",
            "struct E; struct F {} union G { a: u8, b: [u8; { 2 }] } enum H { A = 1, B(u8), #[x] C { d: fn(u8, _: u8) -> ! } }",
            "pub unsafe trait T<U>: A + for<'a> B<'a> where Self: Sized { type C<'a>: D where Self: 'a; const E: u8 = 1; const F: u8; fn g(&self); async fn h(self: Box<Self>) {} m! {} }",
            "impl<'a, T> A<T> for &'a dyn B where T: C<D = E, F: G> { type H = (T, ); const I: u8 = 1; pub const unsafe extern \"C\" fn j(mut self, _: &[u8]) -> impl K + use<'a> + 'a {} }",
            "impl <A as B>::C { fn d(&'static mut self) {} } unsafe impl !Send for A {} impl A { m!(); }",
            "static mut A: *const u8 = &raw const B as *const _; const _: () = { fn nested() {} }; type F = dyn for<'a> Fn(&'a u8) -> u8 + Send;",
            "impl A for dyn B + Send + 'static {} impl dyn C + Sync { fn d() {} } impl<T: ?Sized> E for (dyn F + G) {}",
            "macro_rules! m { ($($n:ident)*) => { $(fn $n(a: $n) -> $n { 1 } /* b */ impl A for $n { type B = $n; })* } } mod c { m!(d); m! { é f } } fn g() {} m![h];",
            "macro_rules! m { ($n:ident) => { macro_rules! $n { ($i:item) => { $i mod $n { fn s() {} } } } } } m!(o); o!(pub fn p() { q() } ); fn r() {}",
            "macro_rules! m { (a) => {}; } m!(b); m!({ struct C; }); m!(a); mod d { macro_rules! e { () => { fn f(); } } } e!(); #[macro_use] mod g { macro_rules! h { ($t:ty) => { use i::j; struct K($t); } } } h!(&'static u8);",
            "macro_rules! m { () => {} } thread_local! { static A: u8 = 1; } cfg_x! { if #[cfg(unix)] { fn a() {} } else { mod b; } }",
            "fn s<'a, F: Fn(&'a u8) + 'static, G, H>(b: impl for<'b> Fn(&'b u8) + Send + 'a, c: impl Fn(&'a u8), d: (F, H)) where G: 'a + Fn(), F: Send {}",
            "fn r#fn(r#type: u8, A { b, ref c, d: [e, .., f @ 1..=2] }: A, (g, ): (u8, ), &(ref mut h | h): &u8) {}",
        ] {
            check_read(items);
        }
    });
}

#[test]
fn bodies_with_all_kinds_of_code_are_read() {
    with_deep_stack(|| {
        for body in [
            "a + b * c - (d as u8) << 2 == e && f || !g; h = i = j..; k += -*l; ..=m; n..o + 1; &&p; a & b ^ c | d;",
            "1.0 + 1. - 1e-7 * 0x1f_u8 + 1_000.5e3f32 + x.0.1.2 + 2.max(3) + (0..9).len() + 1f32; (); (a); (a, ); [a; 3]; [a, b, ];",
            "\"a\" r#\"b\"#; b\"c\"; c\"d\"; 'e'; b'f'; true;".replacen("\"a\" ", "\"a\"; ", 1).as_str(),
            "if let Some(a) = b && c { d } else if e == (S { f, g: 1, ..h }) { } else { } match i { A | B if j => k, C { .. } => { } _ => l!() }",
            "'a: loop { break 'a b; continue 'a; } while let Some(c) = d.next() { } for (e, f) in g..h { } 'i: { } unsafe { }.j()?.k.await; const { 1 }",
            "let a: Vec<Vec<u8>> = b.c::<D, 3>(e)?; let Some(f) = g else { return h; }; let i; let (j, k); return; yield l;",
            "|a, &b: &u8| a + b; move || -> u8 { 1 }; async move |c| c; async move { d.await }; async { }; for<'a> |f: &'a u8| g;",
            "<A as B<C>>::d(e); ::f::g::<H>(); <I>::j; Self::K; self.l[m](n); crate::o!(p, q = r, s); vec![t; u]; v! { w } x! { y }.z(); A::<{ 1 }>::b;",
            "select! { biased; a = b(), if c => d, Some(e) = f => { g }, else => h }; cfg!(a = \"b {c}\"); json!({ \"i\": j(), \"k\": [l(), 1.5] }); m!(n => o; p: q);",
            "#[cfg(test)] a(); #[cfg(unix)] b(c); #[allow(x)] let d = e; #[cfg(unix)] { f } #[cfg(windows)] g = h; fn i() { j } use k::l; ; struct M; i()",
            "m!(fn a() { b } struct C;); m!(x y z { w() } [v()]); m!(); matches!(a, B | C { .. } if d); println!(\"{a}\", a = b, );",
        ] {
            check_read(&format!("fn f() {{ {body} }}"));
        }
    });
}

/// What is read of a definition and its calls says the same as the code that they become.
#[test]
fn what_a_call_becomes_is_read_as_if_it_stood_there() {
    /// All that is said, but for places and for what a macro has: its definition, and functions without a text.
    fn said(index: &FileIndex) -> String {
        let Items { imports, functions, types, traits, impls, values, modules, .. } = &index.items;
        let functions: Vec<_> =
            functions.iter().map(|of| (&of.name, of.owner, &of.generics, &of.receiver, &of.parameters, &of.output)).collect();
        let said = format!("{imports:#?} {functions:#?} {types:#?} {traits:#?} {impls:#?} {values:#?} {modules:#?}");
        let is_place = |line: &str| ["start:", "end:", "mentions:"].iter().any(|place| line.trim_start().starts_with(place));
        said.lines().filter(|line| !is_place(line)).collect()
    }
    let check = |rules: &str, calls: &str, becomes: &str| {
        let read = |text: &str| {
            let skim = skim::skim(text, Bodies::Places);
            said(&file(text, &skim, &NoMacros).unwrap_or_else(|| panic!("{text} is left to the parser")))
        };
        let text = format!("macro_rules! m {{ {rules} }} {calls}");
        assert_eq!(read(&text), read(becomes), "{text}");
    };
    with_deep_stack(move || {
        check(
            "($($n:ident)*) => { $(impl A for $n { fn f(a: $n) -> Self { a } })* };",
            "m!(B C);",
            "impl A for B { fn f(a: B) -> Self {} } impl A for C { fn f(a: C) -> Self {} }",
        );
        check("($t:ty, $e:expr) => { const K: [$t; $e] = [<$t>::new(); $e]; };", "m!(Vec<u8>, 1 + 2);", "const K: [Vec<u8>; 3] = [];");
        check(
            "($t:ty) => { type T = Option<$t>; impl B<<$t as C>::D> for $t {} };",
            "m!(&'static [u8]);",
            "type T = Option<&'static [u8]>; impl B<<&'static [u8] as C>::D> for &'static [u8] {}",
        );
        check("($v:vis $n:ident : $t:path) => { $v struct $n<P: $t>(P); };", "m!(pub N: a::B<C>);", "pub struct N<P: a::B<C>>(P);");
        check("(@one $n:ident) => { trait $n {} }; ($($n:ident),* $(,)?) => { $(m!(@one $n);)* };", "m!(a, b,);", "trait a {} trait b {}");
        check(
            "([] [$($n:ident)*]) => { fn f<$($n),*>($($n: $n),*) {} fn g() {} }; ([$h:ident $($r:ident)*] [$($n:ident)*]) => { m!([$($r)*] [$($n)* $h]); };",
            "mod o { m!([A B] []); }",
            "mod o { fn f<A, B>(A: A, B: B) {} fn g() {} }",
        );
        check(
            "($i:item $b:block $l:lifetime $p:pat) => { $i fn f<$l>(x: &$l str) { match x { $p => $b } } };",
            "m!(use a::b; { 1 } 'x 1..=2 | 3);",
            "use a::b; fn f<'x>(x: &'x str) {}",
        );
        check(
            "($(#[$m:meta])* $n:ident = $l:literal) => { $(#[$m])* static $n: u8 = $l; };",
            "m!(#[cfg(unix)] #[a(b)] N = -1);",
            "#[cfg(unix)] #[a(b)] static N: u8 = -1;",
        );
        check("() => { macro_rules! n { ($x:ident) => { enum $x { A = 1.5 } } } n!(E); };", "m!();", "enum E { A = 1 }");
        check("($t:tt) => { type T = $crate::a::$t; };", "m!(B);", "type T = crate::a::B;");
    });
}

#[test]
fn what_is_broken_is_left_to_the_parser() {
    for items in ["fn a(", "fn a() -> {}", "struct", "use a::;", "impl A for", "fn a(b) {}", "const A: u8;", "fn a();", "pub fn", "}", "x"]
    {
        let skim = skim::skim(items, Bodies::Mentions);
        assert!(file(items, &skim, &NoMacros).is_none(), "{items}");
    }
    for text in
        ["{ a b }", "{ let x }", "{ a + }", "{ f(a b) }", "{ if }", "{ match x { a b } }", "{ a < b < c }", "{ x. }", "{ S { a::b } }"]
    {
        let tokens = tokens_of_body(text, Span::new(0, text.len() as u32)).unwrap();
        assert!(body(text, &tokens, &NoMacros).is_none(), "{text}");
    }
}

/// Macros in macros are tried in all ways, each of which tries what is inside.
#[test]
fn calls_nested_in_calls_end() {
    with_deep_stack(|| {
        let text = format!("{{ {}x => y{} }}", "m!(a b, ".repeat(60), ")".repeat(60));
        let tokens = tokens_of_body(&text, Span::new(0, text.len() as u32)).unwrap();
        let _ = body(&text, &tokens, &NoMacros);
    });
}
