"""Ticketing and passenger information: delivered in increments by one software team and a machine maker."""

CODE = "TK"
NAME = "Ticketing and information"
MANAGER = "Hana Sato"
START_WEEK = 10
MASTERED_BY = ""

_STOPS = (
    ("1", "Old Harbor to Market", "TR219", ("Old Harbor", "Fish Quay", "Ropewalk", "Town Hall", "Market")),
    (
        "2",
        "Theater to University",
        "TR229",
        ("Theater", "Library", "Mill Street", "Canal Bridge", "Science Park", "University"),
    ),
    (
        "3",
        "Garden to Hospital",
        "TR239",
        ("Botanic Garden", "Stadium", "Ring Road", "Nurses' Home", "Hospital"),
    ),
    ("4", "Orchard to Eastgate", "TR249", ("Orchard", "Brickworks", "Meadow Lane", "Depot Lane", "Eastgate")),
)


def _stops(number: str, name: str, built: str, stops: tuple[str, ...]) -> str:
    lines = [f"  TK4{number}0 Stops {number}: {name}"]
    for place, stop in enumerate(stops, start=1):
        code = f"TK4{number}{place}"
        after = f"TK4{number}{place - 1}1" if place > 1 else f"{built}, TK330"
        lines += [
            f"    {code}1 Shelter and displays, {stop}; 4d; {after}; Stops crew",
            f"    {code}2 Ticket machines, {stop}; 2d; {code}1, TK340; Machine maker",
            f"    {code}3 Network connected, {stop}; 1d; {code}2; City network team",
        ]
    last = ", ".join(f"TK4{number}{place}3" for place in range(1, len(stops) + 1))
    lines.append(f"    TK4{number}4 Stops {number} accepted; 0d; {last}")
    return "\n" + "\n".join(lines)


OUTLINE = (
    """
TK001 Ticketing project starts; 0d; ; ; snet W10
TK100 Discovery
  TK110 Passenger research; 20d; TK001; Hana Sato 50%, Elif Kaya
  TK120 Fare model agreed; 30d; TK110; Hana Sato 50%, Amara Nwosu 25%
  TK130 Architecture; 20d; TK110; Ben Carter
  TK140 Security requirements; 15d; TK130SS+10d; Ben Carter 50%
TK200 Software
  TK210 Increment 1: buy a ticket in the app; 50d; TK130, TK140; Software team
  TK220 Increment 2: contactless cards; 50d; TK210, TK120; Software team
  TK230 Increment 3: live departures; 40d; TK220; Software team
  TK240 Increment 4: disruption notices; 40d; TK230, SG340; Software team
  TK250 Penetration test; 10d; TK230; Independent assessor
  TK260 Corrections from the test; 15d; TK250, TK240; Software team
  TK270 Accounting interface; 25d; TK220SS+10d; Ben Carter
TK300 Equipment
  TK310 Machines tendered; 35d; TK120; Yusuf Demir 50%
  TK320 Prototype machine tested; 15d; TK310FS+30d; Elif Kaya, Machine maker
  TK330 Displays delivered; 0d; TK310FS+80d
  TK340 Machines delivered; 0d; TK320FS+70d
  TK350 Inspectors' devices; 20d; TK320; Machine maker
TK400 Installation"""
    + "".join(_stops(*stops) for stops in _STOPS)
    + """
TK500 Pilot
  TK510 On-board readers installed; 15d; VH328, TK340; Machine maker
  TK520 End-to-end test; 20d; TK414, TK424, TK260, TK270, TK510; Elif Kaya, Software team 50%
  TK530 Friendly-user pilot; 25d; TK520, TK434, TK444, RD520SS+10d; Elif Kaya
  TK540 Ticketing ready for passengers; 0d; TK530; ; deadline W90
"""
)
