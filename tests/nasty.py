"""Texts that a pipeline must survive with its offsets exact."""

NASTY = [
    "",
    " ",
    " \n\n\t \r\n ",
    "\u00a0\u2003\u200b\ufeff",
    "wort " * 4000,
    "x" * 20_000,
    "👩‍👩‍👧‍👦🇩🇪 💥💥 hat 😀 gesagt 🏳️‍🌈!",
    "Null\x00byte, Glocke\x07, Escape\x1b[31m und \x7f am Ende.",
    "Siehe https://example.org/a?b=c&d=%20#e und www.example.org/ä_ö sowie mail@example.org.",
    "Partei | 2019 | 2024\n--------|------|-----\nABC     | 12,3 | 9,8\n\n\nXYZ\t4,5\t6,7\n",
    "D i e B u n d e s - \nre gie rung hat be-\nsen, da$s d1e S4nkti0nen gegen Ru§land ...... w erden ,,",
    "„“»«‚‘’”\"'`´()[]{}<>…–—-·•*/\\|~^°§$%&",
    "ارتفع عدد الضحايا. Москва сообщила. 習近平在北京。",
    "e\u0301tat a\u0308rger \u202eumgekehrt\u202c",
    "A.\nB.\nC.\n\n1. 2. 3.\n\n- a\n- b\n",
]
