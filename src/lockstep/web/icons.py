"""Line icons of the product, drawn on a 16 by 16 grid; the shapes of a state's mark on 10 by 10."""

from typing import Final

ICONS: Final[dict[str, str]] = {
    "home": '<path d="M2.5 7.5 8 2.8l5.5 4.7V13a.6.6 0 0 1-.6.6H9.8V9.8H6.2v3.8H3.1a.6.6 0 0 1-.6-.6z"/>',
    "overview": '<path d="M2.5 13.5h11M4.5 11V8M8 11V3.5M11.5 11V6"/>',
    "projects": '<path d="M2.5 4.5h11v8.5h-11zM5.5 4.5v-2h5v2M2.5 8h11"/>',
    "roadmap": '<path d="M2.5 3v10.5M8 3v10.5M13.5 3v10.5M4 5.5h5M6.5 8.5h5M3.8 11.5h3"/>',
    "schedule": '<path d="M2.5 3.5h5M5 7h5M7.5 10.5h6M2.5 13.5h4"/>',
    "baselines": '<path d="M2.5 5.5h7M2.5 9h9" /><path d="M2.5 12.5h11" stroke-dasharray="2 1.6"/>',
    "calendar": '<path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.3V5M10.5 2.3V5"/>',
    "people": (
        '<circle cx="6" cy="5.4" r="2.3"/><path d="M1.9 13.2c.3-2.6 1.9-4 4.1-4s3.8 1.4 4.1 4M10.4'
        ' 3.4a2.2 2.2 0 0 1 0 4.1M12 9.6c1.2.6 1.9 1.8 2.1 3.6"/>'
    ),
    "import": '<path d="M8 2.5v7.2M5.2 7 8 9.8 10.8 7M2.8 11v2.5h10.4V11"/>',
    "export": '<path d="M8 9.8V2.5M5.2 5.3 8 2.5l2.8 2.8M2.8 11v2.5h10.4V11"/>',
    "proposals": '<path d="M2.5 3h11v8H7l-3 2.6V11H2.5zM5.2 7h5.6"/>',
    "history": '<path d="M3 3.2v3h3M3.3 6.1A5.4 5.4 0 1 1 2.6 9M8 5.4V8.4l2.2 1.4"/>',
    "jobs": (
        '<path d="M8 2.3v2.2M8 11.5v2.2M2.3 8h2.2M11.5 8h2.2M4 4l1.5 1.5M10.5 10.5 12 12M12 4l-1.5'
        ' 1.5M5.5 10.5 4 12"/>'
    ),
    "members": '<path d="M8 2.3 13 4v4c0 3-2.1 4.9-5 5.8C5.1 12.9 3 11 3 8V4zM6 8l1.5 1.5L10.3 6.6"/>',
    "leveling": '<path d="M2.5 13.5V8h3.2v5.5M6.4 13.5V8h3.2v5.5M10.3 13.5V8h3.2v5.5M2.5 5h11"/>',
    "workload": '<path d="M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11"/>',
    "search": '<circle cx="7" cy="7" r="4.3"/><path d="m10.2 10.2 3.4 3.4"/>',
    "more": '<circle cx="3.4" cy="8" r=".8"/><circle cx="8" cy="8" r=".8"/><circle cx="12.6" cy="8" r=".8"/>',
    "add": '<path d="M8 3v10M3 8h10"/>',
    "close": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "check": '<path d="m3 8.5 3.2 3.2L13 4.8"/>',
    "undo": '<path d="M5.6 3.2 2.8 6l2.8 2.8M3 6h6.2a3.6 3.6 0 0 1 0 7.2H6"/>',
    "explain": (
        '<circle cx="8" cy="8" r="5.6"/><path d="M6.3 6.3c.2-2 3.5-1.9 3.4 0 0 1.2-1.7 1.3-1.7 2.6M8 11v.1"/>'
    ),
    "portfolio": '<path d="M8 2.4 14 5.6 8 8.8 2 5.6zM2.3 8.4 8 11.4l5.7-3M2.3 11 8 14l5.7-3"/>',
    "program": '<path d="M2.5 3h5v4h-5zM8.5 9h5v4h-5zM5 7v4h3.5"/>',
    "project": '<path d="M3 2.5h7l3 3v8H3zM10 2.5v3h3M5.5 8.5h5M5.5 11h3"/>',
    "link": (
        '<path d="M6.8 9.2a2.6 2.6 0 0 0 3.8 0l2-2a2.7 2.7 0 0 0-3.8-3.8l-.9.9M9.2 6.8a2.6 2.6 0 0'
        ' 0-3.8 0l-2 2a2.7 2.7 0 0 0 3.8 3.8l.9-.9"/>'
    ),
    "analysis": '<path d="M2.5 13.5h11M2.5 12.8c4.2 0 4.6-9.3 11-9.8M8 2.5v1.4M8 5.6V7M8 10.6v.9"/>',
    "health": '<path d="M2 8.5h3l1.5-4 3 8 1.5-4h3"/>',
    "settings": (
        '<circle cx="8" cy="8" r="2"/><path d="M8 2.2v1.6M8 12.2v1.6M2.2 8h1.6M12.2 8h1.6M3.9 3.9 5'
        ' 5M11 11l1.1 1.1M12.1 3.9 11 5M5 11l-1.1 1.1"/>'
    ),
    "file": '<path d="M4 2.3h5.4L12 5v8.7H4zM9.2 2.4v2.8H12"/>',
    "warning": '<path d="M8 2.6 14.2 13.2H1.8zM8 6.6v3.2M8 11.5v.1"/>',
    "inbox": '<path d="M2.5 9.5 4.5 3h7l2 6.5v3.6h-11zM2.5 9.5h3.2c.2 2.2 4.4 2.2 4.6 0h3.2"/>',
    "registers": '<path d="M2.5 3h11v3h-11zM2.5 7h11v3h-11zM2.5 11h11v2.6h-11z"/>',
    "board": '<path d="M2.5 3h3v10h-3zM6.5 3h3v6h-3zM10.5 3h3v8h-3z"/>',
    "columns": '<path d="M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10"/>',
    "filter": '<path d="M2.5 3.5h11L9.4 8.6v4.6L6.6 12V8.6z"/>',
    "trace": '<path d="M2.5 8h3M10.5 3.8h3M10.5 12.2h3M5.5 8h2.2V3.8h2.8M7.7 8v4.2h2.8"/>',
    "bell": '<path d="M4 11V7.2a4 4 0 0 1 8 0V11l1.3 1.4H2.7zM6.6 14h2.8"/>',
    "attach": '<path d="m6 8.6 3.6-3.5a1.8 1.8 0 0 1 2.6 2.5l-5 5a3 3 0 0 1-4.3-4.2l4.8-4.8"/>',
    "left": '<path d="M9.8 3.5 5.2 8l4.6 4.5"/>',
    "right": '<path d="M6.2 3.5 10.8 8l-4.6 4.5"/>',
    "grid": '<path d="M2.5 2.5h11v11h-11zM2.5 8h11M8 2.5v11"/>',
    "edit": '<path d="m3 13 .7-3L10.6 3 13 5.4 6 12.4zM9.3 4.4l2.4 2.4"/>',
    "risk": '<path d="M8 2.6 14.2 13.2H1.8zM8 6.6v3.2M8 11.5v.1"/>',
    "issue": '<circle cx="8" cy="8" r="5.6"/><path d="M8 4.8v4M8 11v.1"/>',
    "assumption": '<path d="M2.8 12.5c2-7 8.4-7 10.4 0M8 4.5v-2M3.2 6 1.9 4.6M12.8 6l1.3-1.4"/>',
    "blocker": '<circle cx="8" cy="8" r="5.6"/><path d="M4.2 11.8 11.8 4.2"/>',
    "action": '<path d="M2.5 3h11v10h-11zM5 8l2.2 2.2L11 6"/>',
    "objective": '<circle cx="8" cy="8" r="5.6"/><circle cx="8" cy="8" r="2.6"/><path d="M8 8v.1"/>',
    "demand": '<path d="M5.8 10.5C3 8.7 4 3 8 3s5 5.7 2.2 7.5v1.3H5.8zM6.5 13.8h3"/>',
    "requirement": '<path d="M3 4h.1M3 8h.1M3 12h.1M6 4h7.5M6 8h7.5M6 12h7.5"/>',
    "deliverable": '<path d="M2.5 5 8 2.3 13.5 5v6L8 13.7 2.5 11zM2.5 5 8 7.8 13.5 5M8 7.8v5.9"/>',
    "outcome": '<path d="M3.5 14V2.5h8.5L10 5.7 12 9H3.5"/>',
    "hand_off": '<path d="M2.5 5.5h9M9 2.9l2.6 2.6L9 8.1M13.5 10.5h-9M7 7.9l-2.6 2.6L7 13.1"/>',
    "decision": '<path d="M8 13.5V9M8 9 3.5 4.5M8 9l4.5-4.5M3.5 7.5v-3h3M9.5 4.5h3v3"/>',
    "gate": '<path d="M3 13.5v-11M13 13.5v-11M3 5h10M3 9h10"/>',
    "lesson": (
        '<path d="M8 4.5C6.5 3 4.5 2.8 2.5 3v9.5c2-.2 4 0 5.5 1.3'
        ' 1.5-1.3 3.5-1.5 5.5-1.3V3c-2-.2-4 0-5.5 1.5zM8 4.5v9"/>'
    ),
    "forum": '<path d="M2.5 3h8v5.5H6l-2 2v-2H2.5zM6.5 10.5h3.5l2 2v-2h1.5V6"/>',
    "stakeholder": '<circle cx="8" cy="5" r="2.5"/><path d="M3 13.5c.3-3 2.3-4.5 5-4.5s4.7 1.5 5 4.5"/>',
    "communication": '<path d="M2.5 4h11v8.5h-11zM2.5 4.5 8 9l5.5-4.5"/>',
    "change": '<path d="M13 6.5A5.2 5.2 0 0 0 3.6 5M3 9.5A5.2 5.2 0 0 0 12.4 11M3.4 2.4V5h2.8M12.6 13.6V11H9.8"/>',
    "tolerance": '<path d="M2.5 11.5a5.5 5.5 0 0 1 11 0zM8 11.2 10.6 7M3.6 7.9l1.3.8M8 6V4.6"/>',
    "delegation": '<circle cx="4.5" cy="4.5" r="2"/><circle cx="11.5" cy="11.5" r="2"/><path d="M4.5 6.5v5h5"/>',
    "control": '<path d="M8 2.3 13 4v4c0 3-2 4.9-5 5.8C5 12.9 3 11 3 8V4zM5.7 8l1.6 1.7 3-3.2"/>',
    "exception": '<path d="M5.2 2.5h5.6l2.7 2.7v5.6l-2.7 2.7H5.2l-2.7-2.7V5.2zM8 5v3.6M8 10.8v.1"/>',
    "meeting": '<path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.3V5M10.5 2.3V5M5.3 10.2h5.4"/>',
    "contact": '<path d="M2.5 3h11v7.5H8L4.8 13.2v-2.7H2.5zM5.5 6h5M5.5 8h3"/>',
    "vision": (
        '<path d="M1.8 8C4 4.6 6 3.6 8 3.6s4 1 6.2 4.4C12 11.4 10 12.4 8 12.4S4 11.4 1.8 8z"/>'
        '<circle cx="8" cy="8" r="2"/>'
    ),
    "case": '<path d="M2.5 5.5h11v7.5h-11zM5.8 5.5V3.3h4.4v2.2M2.5 8.8h11"/>',
    "process": '<path d="M2 6h3.5v4H2zM10.5 6H14v4h-3.5zM5.5 8h5M8.8 6.3 10.5 8 8.8 9.7"/>',
    "evidence": '<circle cx="7" cy="7" r="4.2"/><path d="m10.1 10.1 3.6 3.6M5.2 7h3.6M7 5.2v3.6"/>',
    "vote": '<path d="M2.5 8.5 4 6.5h8l1.5 2v5h-11zM2.5 8.5h11M6 6.5V2.5h4v4M6.2 11h3.6"/>',
    "quality": '<circle cx="8" cy="6.2" r="3.7"/><path d="m5.8 9.2-1 4.6L8 12.2l3.2 1.6-1-4.6M6.5 6.2l1.1 1.1 2-2.1"/>',
    "finding": '<path d="M3.5 14V2.5M3.5 3h8.8l-1.8 2.8 1.8 2.7H3.5M7 5v.9M7 7.2v.1"/>',
    "improvement": '<path d="M2.5 12.5 6.3 8l2.5 2.3 4.7-6M9.8 4h3.7v3.7"/>',
    "closure": '<path d="M2.5 3h11v3h-11zM3.5 6v7.5h9V6M6.3 8.7h3.4"/>',
    "archive": '<path d="M2.5 3h11v3h-11zM3.5 6v7.5h9V6M6.3 8.7h3.4"/>',
    "charter": '<path d="M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3M5.8 8h4.4M5.8 10.6h4.4"/>',
    "diamond": '<path d="M8 2.5 13.5 8 8 13.5 2.5 8z"/>',
    "print": '<path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z"/>',
}

UNDRAWN: Final = "registers"
"""Stands for what has no drawing of its own yet."""

# A state is shape and word and color, never color alone.
SHAPES: Final[dict[str, str]] = {
    "good": '<circle cx="5" cy="5" r="4"/>',
    "warn": '<path d="M5 .8 9.6 9.2H.4z"/>',
    "bad": '<path d="M5 .2 9.8 5 5 9.8.2 5z"/>',
    "none": '<rect x="1" y="1" width="8" height="8" rx="1"/>',
    "info": '<circle cx="5" cy="5" r="3.2" fill="none" stroke="currentColor" stroke-width="1.6"/>',
    "busy": (
        '<path d="M5 1a4 4 0 0 1 0 8z"/>'
        '<circle cx="5" cy="5" r="3.4" fill="none" stroke="currentColor" stroke-width="1.2"/>'
    ),
    "accent": '<circle cx="5" cy="5" r="3" fill="none" stroke="currentColor" stroke-width="2"/>',
}

LOGO: Final = (
    '<svg viewBox="0 0 18 18" aria-hidden="true" fill="currentColor">'
    '<rect x="1" y="2" width="10" height="3.4" rx="1.2"/>'
    '<rect x="4" y="7.3" width="10" height="3.4" rx="1.2" opacity=".75"/>'
    '<rect x="7" y="12.6" width="10" height="3.4" rx="1.2" opacity=".5"/></svg>'
)
