"""Operations readiness: people, rules, test running and the opening day."""

CODE = "RD"
NAME = "Operations readiness"
MANAGER = "Amara Nwosu"
START_WEEK = 8
MASTERED_BY = ""

_CLASSES = (("1", 12, "RD230"), ("2", 12, "RD311"), ("3", 14, "RD321"), ("4", 14, "RD331"))


def _drivers(number: str, count: int, after: str) -> str:
    return f"""
  RD3{number}0 Driver class {number}: {count} drivers
    RD3{number}1 Theory and simulator; 25d; {after}, RD240; Training team
    RD3{number}2 Driving practice; 20d; RD3{number}1, RD510SS+5d; Training team, Vehicle test team 25%
    RD3{number}3 Examination; 4d; RD3{number}2; Training team"""


OUTLINE = (
    """
RD001 Readiness project starts; 0d; ; ; snet W8
RD100 Operating model
  RD110 Operator's organization agreed; 30d; RD001; Amara Nwosu 50%
  RD120 Timetable concept; 25d; RD110; Timetable office
  RD130 Rule book; 60d; RD110, SG150; Amara Nwosu 50%
  RD140 Rule book approved by the authority; 30d; RD130
  RD150 Maintenance concept; 35d; RD110, VH190; Sofia Lindgren
  RD160 Maintenance contract; 40d; RD150; Yusuf Demir 50%, Sofia Lindgren 50%
RD200 Recruitment
  RD210 Job profiles; 15d; RD110; Sofia Lindgren 50%
  RD220 Drivers recruited, first half; 50d; RD210FS+30d; Sofia Lindgren 50%
  RD230 First half of drivers on board; 0d; RD220
  RD240 Simulator delivered; 0d; VH190FS+110d
  RD250 Drivers recruited, second half; 50d; RD220; Sofia Lindgren 50%
  RD260 Controllers recruited; 40d; RD210FS+40d; Sofia Lindgren 50%
  RD270 Workshop staff recruited; 45d; RD210FS+60d; Sofia Lindgren 50%
RD300 Training"""
    + "".join(_drivers(*klass) for klass in _CLASSES)
    + """
  RD350 Controllers trained; 30d; RD260, SG453; Training team
  RD360 Workshop staff trained; 25d; RD270, DP460, VH318; Vehicle maker 50%
RD400 Public
  RD410 Name and livery chosen; 40d; RD001; Nina Petrov
  RD420 Residents' information, works; 120d; TR190; Nina Petrov 25%
  RD430 Opening campaign prepared; 45d; RD520SS; Nina Petrov 50%
  RD440 Bus network changed around the line; 60d; RD120; Timetable office
  RD450 School safety lessons; 40d; RD510; Nina Petrov 50%; fnlt W86
RD500 Test running
  RD510 Test running by the maker; 30d; TR460, VH318, DP460SS; Vehicle test team
  RD520 Trial operation with own drivers; 35d; RD510, SG550, RD313, RD323, RD350, RD140; Amara Nwosu 50%
  RD530 Emergency exercise; 3d; RD520SS+20d; Amara Nwosu 75%
  RD540 Operating license application; 10d; RD520, RD530, VH460; Amara Nwosu 75%
  RD550 Operating license granted; 0d; RD540FS+20d
  RD560 Schedule margin before opening; 15d; RD550, RD343, RD333, RD360, TK540, VH348; ; margin
RD600 Opening
  RD610 Opening day prepared; 20d; RD550, RD430FS-10d; Nina Petrov
  RD620 Eastern Line opens; 0d; RD560, RD610, RD440; ; deadline W96
  RD630 Support after opening; 60d; RD620; Amara Nwosu 50%
  RD640 Program office; 60d; RD001SS, RD620FF; Amara Nwosu 25%; loe
"""
)
