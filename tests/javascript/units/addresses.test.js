import assert from "node:assert/strict";
import { test } from "node:test";
import { folderOf, throughMenu, withRest } from "../../../atlas/ui/style/addresses.js";

const BASE = "http://localhost/atlas";
const url = (path) => new URL(`${BASE}/${path}`);
const rest = (to, here, isAlike = false) => withRest(url(to), url(here), "luton", isAlike).search;

test("what a link does not name stays as it is on screen", () => {
  assert.equal(rest("actions", "?layer=a&where=x&where=y&area=E1"), "?layer=a&where=x&where=y");
  assert.equal(rest("?layer=b", "?layer=a&classes=4"), "?layer=b&classes=4");
});

test("what belongs to one page is not taken along", () => {
  assert.equal(rest("about", "meet?story=s&step=2&layer=a"), "?layer=a");
});

test("to another place nothing is taken along, unless the two are alike", () => {
  assert.equal(rest("?place=berlin", "?layer=a&view=1"), "?place=berlin");
  assert.equal(rest("?place=york", "?layer=a&view=1&ward=w", true), "?place=york&layer=a");
  assert.equal(rest("?place=luton", "?layer=a&view=1"), "?place=luton&layer=a&view=1");
});

test("a link that fits the view does not take the old one along", () => {
  assert.equal(rest("?fit=1", "?view=1&layer=a"), "?fit=1&layer=a");
});

test("the menu leads with the address of now, less where a talk or a plan is", () => {
  assert.equal(throughMenu(url("about?layer=old"), "?layer=a&step=2").href, `${BASE}/about?layer=a`);
});

test("an address is in the folder before its last stroke", () => {
  assert.equal(folderOf({ pathname: "/atlas/meet" }), "/atlas/");
  assert.equal(folderOf({ pathname: "/" }), "/");
});
