//! The page in a real browser: it has no error, sorts, filters, opens what a link points at, and fits a phone.

use std::path::Path;
use std::process::Command;

use super::{TREE, audit, hostile};
use crate::programs::is_installed;

/// Puts the page into frames as wide as a phone and as a desktop, tries it, and writes what came out into the title.
const TRY: &str = r##"
const result = [];
async function attempt(width) {
  const frame = document.createElement("iframe");
  frame.style.cssText = `width:${width}px;height:900px;border:0`;
  frame.srcdoc = PAGE;
  document.body.append(frame);
  await new Promise(done => frame.addEventListener("load", done));
  const page = frame.contentDocument, view = frame.contentWindow;
  result.push(page.documentElement.scrollWidth <= width ? "fits" : `is ${page.documentElement.scrollWidth} wide`);
  const rows = () => [...page.querySelectorAll("#calls tbody tr")];
  const column = at => rows().map(row => row.cells[at].textContent.trim());
  const head = page.querySelectorAll("#calls th button")[1];
  head.click();
  const up = column(1);
  head.click();
  const down = column(1);
  const sorted = [...up].sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  result.push(up.join() === sorted.join() && down.slice().reverse().join() === up.join() ? "sorts" : `sorts ${up} and ${down}`);
  const words = page.getElementById("words");
  words.value = "no such call anywhere";
  words.dispatchEvent(new view.Event("input"));
  const none = rows().every(row => row.hidden) && page.getElementById("none").className !== "empty";
  words.value = up[0];
  words.dispatchEvent(new view.Event("input"));
  result.push(none && rows().some(row => !row.hidden) ? "filters" : "does not filter");
  const link = page.querySelector('#calls a[href^="#do-"]');
  view.location.hash = link.getAttribute("href");
  await new Promise(done => setTimeout(done, 100));
  result.push(page.querySelector(link.getAttribute("href")).open ? "opens" : "does not open");
  result.push(page.images.length === 0 && view.performance.getEntriesByType("resource").length === 0 ? "loads nothing" : "loads something");
}
addEventListener("error", event => result.push(event.message));
(async () => {
  for (const width of [360, 1280]) await attempt(width);
  document.title = result.join(", ");
})();
"##;

/// What the browser finds in the page of a workspace.
fn tried(page: &str, folder: &Path) -> String {
    // JSON is JavaScript, but for what ends the script.
    let literal = serde_json::to_string(page).unwrap().replace("</", "<\\/");
    let file = folder.join("try.html");
    std::fs::write(
        &file,
        format!("<!doctype html><meta charset=utf-8><title>none</title><body><script>const PAGE = {literal};{TRY}</script>"),
    )
    .unwrap();
    let profile = folder.join("profile");
    let mut browser = Command::new("chromium");
    // A container has no sandbox of its own to give, and the page is ours.
    browser.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--virtual-time-budget=20000", "--dump-dom"]);
    let output = browser.arg(format!("--user-data-dir={}", profile.display())).arg(&file).output().unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    let title = dom.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    title.map(|(title, _)| title.to_owned()).unwrap_or_default()
}

#[test]
fn a_browser_shows_sorts_and_filters_the_page_on_a_phone_and_on_a_desktop() {
    if !is_installed("chromium", "the page of `audit` was not tried in a browser") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let good = ["fits, sorts, filters, opens, loads nothing"; 2].join(", ");
    assert_eq!(tried(&audit(Path::new(TREE), "html"), folder.path()), good);
    assert_eq!(tried(&audit(&hostile(folder.path()), "html"), folder.path()), good);
}
