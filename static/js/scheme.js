// Runs before the first paint: the scheme and the density this browser chose, if it chose them.
try {
  for (const choice of ['scheme', 'density']) document.documentElement.dataset[choice] = localStorage.getItem(choice) || ''
} catch { /* storage is off: follow the system */ }
