"""Typst, kept in memory: reads the path of a source from each line, sets it as PDF, and answers with seconds and bytes."""

import sys
import time

import typst

fonts = sys.argv[1]
compiler = typst.Compiler(root="/", font_paths=[fonts], ignore_system_fonts=True)
for line in sys.stdin:
    start = time.perf_counter()
    pdf = compiler.compile(input=line.strip())
    print(time.perf_counter() - start, len(pdf), flush=True)
