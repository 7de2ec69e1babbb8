/** The list of sections beside a paper. */

import { follow } from "./sections.js";

const list = document.querySelector(".w2-sections");

if (list) {
  follow([...document.querySelectorAll(".md-content h2[id]")].map((heading) => {
    const link = document.createElement("a");
    link.href = `#${heading.id}`;
    link.textContent = heading.firstChild.textContent;
    list.append(link);
    return link;
  }));
}
