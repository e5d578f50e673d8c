// The entry of the page: its style, then its script.

import './style.css';
import './main.ts';
