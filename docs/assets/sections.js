/** Which section of a page one is reading, in a list of links to its sections. */

/** Marks the link to the last heading above a third of the window.
 * @param {HTMLAnchorElement[]} links */
export function follow(links) {
  const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
  const mark = () => {
    const above = headings.filter((h) => h.getBoundingClientRect().top < innerHeight / 3);
    const current = Math.max(0, above.length - 1);
    links.forEach((link, i) => {
      if (i === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  // What lies far above counts as seen, so that no heading is passed unnoticed.
  const observer = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -66% 0px" });
  headings.forEach((heading) => observer.observe(heading));
}
