import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { loadOnce } from "../../../atlas/ui/map/fetch.js";

test("a file is fetched once, and again only after it failed", async () => {
  const answers = [new Response("", { status: 503 }), new Response("here")];
  const asked = mock.method(globalThis, "fetch", async () => answers[asked.mock.callCount()]);
  const load = loadOnce((answer) => answer.text());
  await assert.rejects(load("a.json"), /a\.json: 503/);
  const [one, other] = [load("a.json"), load("a.json")];
  assert.equal(one, other);
  assert.equal(await one, "here");
  assert.equal(asked.mock.callCount(), 2);
});
