// Runs before the first paint, so that neither theme flashes the other. A file because the policy forbids inline scripts.
(function () {
  var root = document.documentElement;
  var theme = 'system';
  try {
    theme = localStorage.getItem('parley.theme') || 'system';
  } catch {
    // Storage is blocked: follow the system.
  }
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  root.dataset.theme = theme;
})();
