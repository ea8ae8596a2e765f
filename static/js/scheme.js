// Runs before the first paint: the light or dark scheme this browser chose, if it chose one.
try { document.documentElement.dataset.scheme = localStorage.getItem('scheme') || '' } catch { /* storage is off: follow the system */ }
