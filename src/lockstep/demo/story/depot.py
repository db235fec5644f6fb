"""Depot: the place where the trams sleep and are looked after."""

CODE = "DP"
NAME = "Depot and workshop"
MANAGER = "Tomasz Wilk"
START_WEEK = 4
MASTERED_BY = "Wilk & Partners, Microsoft Project"

OUTLINE = """
DP001 Depot project starts; 0d; ; ; snet W4
DP100 Design
  DP110 Site selection confirmed; 10d; DP001; Tomasz Wilk 50%
  DP120 Outline design; 30d; DP110; Depot architects
  DP130 Vehicle interface agreed; 10d; DP120SS+10d, VH140; Tomasz Wilk 50%
  DP140 Detailed design; 45d; DP120, DP130; Depot architects
  DP150 Fire safety concept; 20d; DP140SS+15d; Depot architects 50%
  DP160 Building permit granted; 0d; DP140FS+25d, DP150
DP200 Ground works
  DP210 Site cleared; 12d; DP110FS+20d; Civil crew
  DP220 Contaminated soil removed; 25d; DP210; Civil crew
  DP230 Foundations; 35d; DP220, DP160; Civil crew
  DP240 Underground services; 20d; DP230SS+10d; Utilities crew
DP300 Buildings
  DP310 Stabling hall
    DP311 Steel structure; 30d; DP230; Depot builders
    DP312 Roof and walls; 28d; DP311SS+15d; Depot builders
    DP313 Lighting and heating; 20d; DP312; Depot builders
    DP314 Hall tracks; 22d; DP240, DP311; Track crew
    DP315 Hall overhead wire; 12d; DP314; Power crew
  DP320 Workshop
    DP321 Steel structure; 25d; DP311; Depot builders
    DP322 Roof and walls; 24d; DP321SS+12d; Depot builders
    DP323 Pits and lifting platforms; 30d; DP322; Depot builders
    DP324 Wheel lathe ordered; 5d; DP140; Yusuf Demir 50%
    DP325 Wheel lathe delivered; 0d; DP324FS+120d
    DP326 Wheel lathe installed; 15d; DP325, DP323; Depot builders 50%
    DP327 Cranes and tools; 18d; DP322; Depot builders 50%
  DP330 Control center and offices
    DP331 Shell; 35d; DP230; Depot builders
    DP332 Fit-out; 40d; DP331; Depot builders 50%
    DP333 Control room ready for equipment; 0d; DP332; ; deadline W52
    DP334 Staff rooms; 15d; DP332; Depot builders 50%
  DP340 Washing plant
    DP341 Foundations and drainage; 15d; DP240; Civil crew
    DP342 Plant installed; 20d; DP341; Depot builders 50%
DP400 Commissioning
  DP410 Depot power connected; 5d; DP315, TR350; Priya Raman 50%
  DP420 Workshop equipment tested; 12d; DP326, DP327, DP410; Depot builders 50%
  DP430 Fire safety inspection; 3d; DP313, DP322, DP332, DP420
  DP440 Defects corrected; 15d; DP430; Depot builders
  DP450 Depot ready for first tram; 0d; DP314, DP315, DP410; ; deadline W52
  DP460 Depot accepted; 0d; DP440, DP342, DP334
"""
