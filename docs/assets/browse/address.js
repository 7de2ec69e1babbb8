// The theme opens its own search for any address with `q` when it starts. This classic script runs
// before it and sets the query aside; browse.js, which runs after it, puts the query back.
document.documentElement.dataset.query = location.search;
history.replaceState(history.state, "", location.pathname + location.hash);
