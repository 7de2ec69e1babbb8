/** The list of sections beside a paper, and which of them one is reading. */

const list = document.querySelector(".w2-sections");
const headings = [...document.querySelectorAll(".md-content h2[id]")];

if (list) {
  const links = headings.map((heading) => {
    const link = document.createElement("a");
    link.href = `#${heading.id}`;
    link.textContent = heading.firstChild.textContent;
    list.append(link);
    return link;
  });
  const mark = () => {
    const above = headings.filter((h) => h.getBoundingClientRect().top < innerHeight / 3);
    const current = Math.max(0, above.length - 1);
    links.forEach((link, i) => {
      if (i === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  headings.forEach((heading) => observer.observe(heading));
}
