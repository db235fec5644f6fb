"""Small plan files, made by hand: one of each format, all with the same little network where they can."""

# ruff: noqa: E501 - lines of the files themselves

MSPDI = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project">
<SaveVersion>14</SaveVersion><BuildNumber>16.0.1.2</BuildNumber><Name>bridge.xml</Name><GUID>G-1</GUID><Title>Bridge</Title>
<ScheduleFromStart>1</ScheduleFromStart><StartDate>2026-01-05T08:00:00</StartDate><FinishDate>2026-01-30T17:00:00</FinishDate>
<CriticalSlackLimit>1</CriticalSlackLimit><CalendarUID>1</CalendarUID><DefaultStartTime>08:00:00</DefaultStartTime>
<DefaultFinishTime>17:00:00</DefaultFinishTime><MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek>
<DaysPerMonth>20</DaysPerMonth><HonorConstraints>0</HonorConstraints><MultipleCriticalPaths>1</MultipleCriticalPaths>
<SplitsInProgressTasks>0</SplitsInProgressTasks><MoveRemainingStartsForward>1</MoveRemainingStartsForward>
<StatusDate>2026-01-09T17:00:00</StatusDate><Author>nobody</Author>
<Views><View><Name>Chart</Name></View></Views>
<Calendars>
<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>
<WeekDays>
<WeekDay><DayType>1</DayType><DayWorking>0</DayWorking></WeekDay>
<WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime><WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>
<WeekDay><DayType>7</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>00:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>
<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2026-01-06T00:00:00</FromDate><ToDate>2026-01-07T23:59:00</ToDate></TimePeriod></WeekDay>
</WeekDays>
<Exceptions><Exception><TimePeriod><FromDate>2026-01-06T00:00:00</FromDate><ToDate>2026-01-07T23:59:59</ToDate></TimePeriod><Name>Holiday</Name><Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions>
<WorkWeeks><WorkWeek><TimePeriod><FromDate>2026-02-02T00:00:00</FromDate><ToDate>2026-02-08T23:59:00</ToDate></TimePeriod><Name>Long week</Name><WeekDays><WeekDay><DayType>3</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>06:00:00</FromTime><ToTime>18:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay></WeekDays></WorkWeek></WorkWeeks>
</Calendar>
<Calendar><UID>7</UID><Name>Ann</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID></Calendar>
</Calendars>
<Tasks>
<Task><UID>0</UID><ID>0</ID><Name>Bridge</Name><Type>1</Type><OutlineLevel>0</OutlineLevel><Duration>PT80H0M0S</Duration><Summary>1</Summary><Start>2026-01-05T08:00:00</Start></Task>
<Task><UID>5</UID><ID>1</ID><Name>Foundations</Name><Type>1</Type><OutlineLevel>1</OutlineLevel><Duration>PT40H0M0S</Duration><Summary>1</Summary></Task>
<Task><UID>2</UID><GUID>G-2</GUID><ID>2</ID><Name>Dig &amp; shore</Name><Active>1</Active><Manual>0</Manual><Type>2</Type><IsNull>0</IsNull><WBS>1.1</WBS><OutlineLevel>2</OutlineLevel><Priority>700</Priority><Start>2026-01-05T08:00:00</Start><Finish>2026-01-09T17:00:00</Finish><Duration>PT40H0M0S</Duration><DurationFormat>7</DurationFormat><Stop>2026-01-05T17:00:00</Stop><Resume>2026-01-08T08:00:00</Resume><EffortDriven>1</EffortDriven><EarlyStart>2026-01-05T08:00:00</EarlyStart><EarlyFinish>2026-01-09T17:00:00</EarlyFinish><LateStart>2026-01-06T08:00:00</LateStart><LateFinish>2026-01-12T17:00:00</LateFinish><FreeSlack>0</FreeSlack><TotalSlack>4800</TotalSlack><Critical>0</Critical><PercentComplete>25</PercentComplete><ActualStart>2026-01-05T08:00:00</ActualStart><ActualDuration>PT10H0M0S</ActualDuration><RemainingDuration>PT30H0M0S</RemainingDuration><ConstraintType>4</ConstraintType><ConstraintDate>2026-01-05T08:00:00</ConstraintDate><Deadline>2026-01-20T17:00:00</Deadline><CalendarUID>1</CalendarUID><IgnoreResourceCalendar>1</IgnoreResourceCalendar><LevelingDelay>14400</LevelingDelay><LevelingDelayFormat>8</LevelingDelayFormat><Contact>somebody</Contact><Baseline><Number>0</Number><Start>2026-01-05T08:00:00</Start><Finish>2026-01-08T17:00:00</Finish><Duration>PT32H0M0S</Duration><Work>PT32H0M0S</Work></Baseline><Baseline><Number>3</Number><Start>2026-01-06T08:00:00</Start></Baseline></Task>
<Task><UID>3</UID><ID>3</ID><Name>Cure</Name><OutlineLevel>2</OutlineLevel><Duration>PT72H0M0S</Duration><DurationFormat>8</DurationFormat><ConstraintType>1</ConstraintType><PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><CrossProject>0</CrossProject><LinkLag>4800</LinkLag><LagFormat>7</LagFormat></PredecessorLink></Task>
<Task><UID>9</UID><ID>4</ID><IsNull>1</IsNull></Task>
<Task><UID>4</UID><ID>5</ID><Name>Ready</Name><ExtendedAttribute><FieldID>188743740</FieldID><Value>green</Value></ExtendedAttribute><OutlineLevel>1</OutlineLevel><Milestone>1</Milestone><Duration>PT0H0M0S</Duration><PredecessorLink><PredecessorUID>3</PredecessorUID><Type>3</Type><LinkLag>-14400</LinkLag><LagFormat>8</LagFormat></PredecessorLink><PredecessorLink><PredecessorUID>2</PredecessorUID><Type>0</Type><LinkLag>50</LinkLag><LagFormat>19</LagFormat></PredecessorLink><PredecessorLink><PredecessorUID>77</PredecessorUID><Type>1</Type><CrossProject>1</CrossProject><CrossProjectName>other.mpp\\3</CrossProjectName></PredecessorLink></Task>
<Task><UID>6</UID><ID>6</ID><Name>By hand</Name><Manual>1</Manual><OutlineLevel>1</OutlineLevel><Start>2026-01-14T08:00:00</Start><Finish>2026-01-15T17:00:00</Finish><ManualStart>2026-01-12T08:00:00</ManualStart><ManualFinish>2026-01-13T17:00:00</ManualFinish><Duration>PT16H0M0S</Duration></Task>
<Task><UID>7</UID><ID>7</ID><Name>Dropped</Name><Active>0</Active><OutlineLevel>1</OutlineLevel><Start>2026-01-14T08:00:00</Start><Finish>2026-01-15T17:00:00</Finish><Duration>PT16H0M0S</Duration></Task>
<Task><UID>8</UID><ID>8</ID><Name>Ghost</Name><ExternalTask>1</ExternalTask><OutlineLevel>1</OutlineLevel><Start>2026-01-14T08:00:00</Start><Finish>2026-01-15T17:00:00</Finish><Duration>PT16H0M0S</Duration></Task>
<Task><UID>10</UID><ID>9</ID><Name>Split</Name><OutlineLevel>1</OutlineLevel><Start>2026-01-12T08:00:00</Start><Duration>PT16H0M0S</Duration></Task>
</Tasks>
<Resources>
<Resource><UID>0</UID><ID>0</ID><Type>1</Type></Resource>
<Resource><UID>1</UID><ID>1</ID><Name>Ann</Name><Type>1</Type><MaxUnits>0.5</MaxUnits><CalendarUID>7</CalendarUID><AvailabilityPeriods><AvailabilityPeriod><AvailableFrom>1984-01-01T00:00:00</AvailableFrom><AvailableTo>2026-03-01T00:00:00</AvailableTo><AvailableUnits>0.5</AvailableUnits></AvailabilityPeriod></AvailabilityPeriods></Resource>
<Resource><UID>2</UID><ID>2</ID><Name>Concrete</Name><Type>0</Type></Resource>
</Resources>
<Assignments>
<Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>0.5</Units><Work>PT20H0M0S</Work><ActualWork>PT5H0M0S</ActualWork><RemainingWork>PT15H0M0S</RemainingWork><OvertimeWork>PT1H0M0S</OvertimeWork><Delay>600</Delay><LevelingDelay>1200</LevelingDelay><WorkContour>8</WorkContour><Start>2026-01-05T09:00:00</Start><Finish>2026-01-09T17:00:00</Finish><TimephasedData><Type>1</Type><UID>1</UID><Start>2026-01-08T08:00:00</Start><Finish>2026-01-08T17:00:00</Finish><Unit>2</Unit><Value>PT8H0M0S</Value></TimephasedData><TimephasedData><Type>2</Type><UID>1</UID><Start>2026-01-05T09:00:00</Start><Finish>2026-01-05T17:00:00</Finish><Unit>2</Unit><Value>PT5H0M0S</Value></TimephasedData></Assignment>
<Assignment><UID>2</UID><TaskUID>10</TaskUID><ResourceUID>-65535</ResourceUID><Units>1</Units><Work>PT0H0M0S</Work><WorkContour>8</WorkContour><TimephasedData><Type>1</Type><UID>2</UID><Start>2026-01-12T08:00:00</Start><Finish>2026-01-12T17:00:00</Finish><Unit>2</Unit><Value>PT8H0M0S</Value></TimephasedData><TimephasedData><Type>1</Type><UID>2</UID><Start>2026-01-12T17:00:00</Start><Finish>2026-01-19T08:00:00</Finish><Unit>2</Unit><Value>PT0H0M0S</Value></TimephasedData><TimephasedData><Type>1</Type><UID>2</UID><Start>2026-01-19T08:00:00</Start><Finish>2026-01-19T17:00:00</Finish><Unit>2</Unit><Value>PT8H0M0S</Value></TimephasedData></Assignment>
<Assignment><UID>3</UID><TaskUID>99</TaskUID><ResourceUID>1</ResourceUID></Assignment>
</Assignments>
</Project>
"""

_WEEK = "".join(
    f"(0||{day}()({'' if day in (1, 7) else '(0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())'}))"
    for day in range(1, 8)
)
_CALENDAR = (
    f"(0||CalendarData()(\x7f\x7f  (0||DaysOfWeek()({_WEEK}))(0||VIEW(ShowTotal|Y)())"
    "(0||Exceptions()((0||0(d|46028)())(0||1(d|46029)())(0||2(d|46053)((0||0(s|08:00|f|10:00)()))))))"
)
_ALL_DAYS = "".join(f"(0||{day}()((0||0(s|00:00|f|00:00)())))" for day in range(1, 8))


def _table(name: str, fields: str, *rows: str) -> str:
    heads = "\t".join(fields.split())
    return "\r\n".join([f"%T\t{name}", f"%F\t{heads}", *(f"%R\t{row}" for row in rows)]) + "\r\n"


_TASK_FIELDS = (
    "task_id proj_id wbs_id clndr_id task_code task_name task_type status_code complete_pct_type phys_complete_pct "
    "target_drtn_hr_cnt remain_drtn_hr_cnt act_start_date act_end_date cstr_type cstr_date cstr_type2 cstr_date2 "
    "suspend_date resume_date expect_end_date external_early_start_date external_late_end_date early_start_date "
    "early_end_date late_start_date late_end_date total_float_hr_cnt free_float_hr_cnt driving_path_flag priority_type "
    "target_start_date target_end_date location_name"
)


def _task(**values: str) -> str:
    return "\t".join(values.get(field, "") for field in _TASK_FIELDS.split())


XER = (
    "ERMHDR\t18.8\t2026-01-05\tProject\tadmin\tadmin\tdb\tProject Management\tUSD\r\n"
    + _table("CURRTYPE", "curr_id curr_symbol", "1\t$")
    + _table(
        "PROJECT",
        "proj_id proj_short_name clndr_id plan_start_date plan_end_date last_recalc_date critical_path_type critical_drtn_hr_cnt",
        "10\tBRG\t1\t2026-01-05 08:00\t2026-03-01 17:00\t2026-01-12 08:00\tCT_DrivPath\t8",
        "20\tRD\t2\t2026-01-05 08:00\t\t2026-01-05 08:00\tCT_TotFloat\t0",
    )
    + _table(
        "CALENDAR",
        "clndr_id clndr_name base_clndr_id day_hr_cnt week_hr_cnt month_hr_cnt clndr_data",
        f"1\tFive days\t\t8\t40\t172\t{_CALENDAR}",
        f"2\tAround the clock\t\t24\t168\t720\t(0||CalendarData()((0||DaysOfWeek()({_ALL_DAYS}))(0||Exceptions()())))",
        f"3\tHeir\t1\t8\t40\t172\t(0||CalendarData()((0||DaysOfWeek()({_WEEK}))(0||Exceptions()())))",
    )
    + _table(
        "SCHEDOPTIONS",
        "schedoptions_id proj_id sched_retained_logic sched_progress_override sched_calendar_on_relationship_lag "
        "sched_float_type sched_open_critical_flag sched_lag_early_start_flag sched_use_expect_end_flag "
        "sched_outer_depend_type sched_use_project_end_date_for_float",
        "1\t10\tN\tY\trcal_24Hour\tFT_Min\tY\tN\tN\tSD_None\tN",
    )
    + _table(
        "PROJWBS",
        "wbs_id proj_id seq_num proj_node_flag wbs_short_name wbs_name parent_wbs_id",
        "100\t10\t1\tY\tBRG\tBridge\t99",
        "102\t10\t2\tN\tTOP\tDeck\t100",
        "101\t10\t1\tN\tSUB\tPiers\t100",
        "200\t20\t1\tY\tRD\tRoad\t",
    )
    + _table("RSRC", "rsrc_id rsrc_name rsrc_type clndr_id", "1\tCrew\tRT_Labor\t3", "2\tSteel\tRT_Mat\t")
    + _table(
        "RSRCRATE",
        "rsrc_rate_id rsrc_id max_qty_per_hr start_date",
        "1\t1\t2\t2026-01-01 00:00",
        "2\t1\t3\t2026-06-01 00:00",
    )
    + _table("ROLES", "role_id role_name", "7\tWelder")
    + _table(
        "TASK",
        _TASK_FIELDS,
        _task(
            task_id="1",
            proj_id="10",
            wbs_id="101",
            clndr_id="1",
            task_code="A10",
            task_name="Drive piles",
            task_type="TT_Task",
            status_code="TK_Active",
            complete_pct_type="CP_Phys",
            phys_complete_pct="40",
            target_drtn_hr_cnt="40",
            remain_drtn_hr_cnt="24",
            act_start_date="2026-01-08 08:00",
            cstr_type="CS_MSOA",
            cstr_date="2026-01-05 08:00",
            cstr_type2="CS_MEOB",
            cstr_date2="2026-02-01 17:00",
            suspend_date="2026-01-09 17:00",
            resume_date="2026-01-13 08:00",
            expect_end_date="2026-01-20 17:00",
            early_start_date="2026-01-12 08:00",
            early_end_date="2026-01-15 17:00",
            late_start_date="2026-01-13 08:00",
            late_end_date="2026-01-16 17:00",
            total_float_hr_cnt="8",
            free_float_hr_cnt="0",
            driving_path_flag="Y",
            priority_type="PT_High",
            target_start_date="2026-01-05 08:00",
            target_end_date="2026-01-09 17:00",
            location_name="north",
        ),
        _task(
            task_id="2",
            proj_id="10",
            wbs_id="102",
            clndr_id="2",
            task_code="A20",
            task_name="Lay deck",
            task_type="TT_Rsrc",
            status_code="TK_NotStart",
            target_drtn_hr_cnt="30",
            remain_drtn_hr_cnt="30",
            cstr_type="CS_MANDSTART",
            cstr_date="2026-02-02 08:00",
            external_early_start_date="2026-01-20 08:00",
            external_late_end_date="2026-03-01 17:00",
        ),
        _task(
            task_id="3",
            proj_id="10",
            wbs_id="100",
            clndr_id="1",
            task_code="M1",
            task_name="Open",
            task_type="TT_FinMile",
            status_code="TK_NotStart",
            target_drtn_hr_cnt="0",
            remain_drtn_hr_cnt="0",
            cstr_type="CS_ALAP",
        ),
        _task(
            task_id="4",
            proj_id="20",
            wbs_id="200",
            clndr_id="2",
            task_code="A10",
            task_name="Pave",
            task_type="TT_LOE",
            status_code="TK_NotStart",
            target_drtn_hr_cnt="16",
            remain_drtn_hr_cnt="16",
        ),
        _task(
            task_id="100",
            proj_id="10",
            wbs_id="100",
            clndr_id="1",
            task_code="A30",
            task_name="Paint",
            task_type="TT_Task",
            status_code="TK_Complete",
            target_drtn_hr_cnt="8",
            remain_drtn_hr_cnt="0",
            act_start_date="2026-01-05 08:00",
            act_end_date="2026-01-05 17:00",
        ),
    )
    + _table(
        "TASKPRED",
        "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt",
        "1\t2\t1\t10\t10\tPR_SS\t16",
        "2\t3\t2\t10\t10\tPR_FF\t-8",
        "3\t2\t4\t10\t20\tPR_FS\t0",
        "4\t3\t999\t10\t30\tPR_FS\t0",
    )
    + _table(
        "TASKRSRC",
        "taskrsrc_id task_id proj_id rsrc_id role_id target_qty remain_qty target_qty_per_hr act_reg_qty act_ot_qty target_lag_drtn_hr_cnt",
        "1\t2\t10\t1\t\t60\t60\t2\t0\t0\t4",
        "2\t1\t10\t\t7\t40\t24\t1\t14\t2\t0",
        "3\t3\t10\t2\t\t5\t5\t0.0000000001\t0\t0\t0",
    )
    + _table("UDFVALUE", "udf_type_id fk_id udf_text", "5\t1\tgreen")
    + "%E\r\n"
)

PMXML = """<?xml version="1.0" encoding="UTF-8"?>
<APIBusinessObjects xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://xmlns.oracle.com/Primavera/P6/V18.8/API/BusinessObjects x.xsd">
<Calendar><ObjectId>1</ObjectId><Name>Five days</Name><HoursPerDay>8</HoursPerDay><HoursPerWeek>40</HoursPerWeek><HoursPerMonth>172</HoursPerMonth>
<StandardWorkWeek><StandardWorkHours><DayOfWeek>Monday</DayOfWeek><WorkTime><Start>08:00:00</Start><Finish>11:59:00</Finish></WorkTime><WorkTime><Start>13:00:00</Start><Finish>16:59:00</Finish></WorkTime></StandardWorkHours><StandardWorkHours><DayOfWeek>Tuesday</DayOfWeek><WorkTime><Start>00:00:00</Start><Finish>23:59:00</Finish></WorkTime></StandardWorkHours></StandardWorkWeek>
<HolidayOrExceptions><HolidayOrException><Date>2026-01-12T00:00:00</Date><WorkTime/></HolidayOrException></HolidayOrExceptions></Calendar>
<Resource><ObjectId>1</ObjectId><Name>Crew</Name><ResourceType>Labor</ResourceType></Resource>
<Project><ObjectId>10</ObjectId><Id>BRG</Id><Name>Bridge</Name><ActivityDefaultCalendarObjectId>1</ActivityDefaultCalendarObjectId><PlannedStartDate>2026-01-05T08:00:00</PlannedStartDate><DataDate>2026-01-05T08:00:00</DataDate><OutOfSequenceScheduleType>Actual Dates</OutOfSequenceScheduleType><RelationshipLagCalendar>Successor Activity Calendar</RelationshipLagCalendar><ComputeTotalFloatType>Start Float = Late Start - Early Start</ComputeTotalFloatType><CriticalActivityPathType>Longest Path</CriticalActivityPathType>
<WBS><ObjectId>101</ObjectId><ProjectObjectId>10</ProjectObjectId><Code>SUB</Code><Name>Piers</Name><SequenceNumber>1</SequenceNumber></WBS>
<Activity><ObjectId>1</ObjectId><ProjectObjectId>10</ProjectObjectId><WBSObjectId>101</WBSObjectId><CalendarObjectId>1</CalendarObjectId><Id>A10</Id><Name>Drive piles</Name><Type>Task Dependent</Type><Status>Not Started</Status><PercentCompleteType>Physical</PercentCompleteType><PhysicalPercentComplete>0.4</PhysicalPercentComplete><PlannedDuration>40</PlannedDuration><RemainingDuration>24</RemainingDuration><AtCompletionDuration>44</AtCompletionDuration><ActualStartDate>2026-01-05T08:00:00</ActualStartDate><PrimaryConstraintType>Start On or After</PrimaryConstraintType><PrimaryConstraintDate>2026-01-05T08:00:00</PrimaryConstraintDate><EarlyStartDate>2026-01-05T08:00:00</EarlyStartDate><EarlyFinishDate>2026-01-06T08:00:00</EarlyFinishDate><OwnerNames>nobody</OwnerNames></Activity>
<Activity><ObjectId>2</ObjectId><ProjectObjectId>10</ProjectObjectId><WBSObjectId>101</WBSObjectId><CalendarObjectId>1</CalendarObjectId><Id>A20</Id><Name>Cap piles</Name><Type>Start Milestone</Type><PlannedDuration>0</PlannedDuration><RemainingDuration>0</RemainingDuration></Activity>
<Relationship><ObjectId>5</ObjectId><PredecessorActivityObjectId>1</PredecessorActivityObjectId><SuccessorActivityObjectId>2</SuccessorActivityObjectId><PredecessorProjectObjectId>10</PredecessorProjectObjectId><SuccessorProjectObjectId>10</SuccessorProjectObjectId><Type>Start to Finish</Type><Lag>8</Lag></Relationship>
<ResourceAssignment><ObjectId>9</ObjectId><ActivityObjectId>1</ActivityObjectId><ProjectObjectId>10</ProjectObjectId><ResourceObjectId>1</ResourceObjectId><PlannedUnits>40</PlannedUnits><RemainingUnits>40</RemainingUnits><PlannedUnitsPerTime>1</PlannedUnitsPerTime></ResourceAssignment>
</Project>
<BaselineProject><ObjectId>11</ObjectId><OriginalProjectObjectId>10</OriginalProjectObjectId><Name>Approved</Name>
<Activity><Id>A10</Id><StartDate>2026-01-05T08:00:00</StartDate><FinishDate>2026-01-07T17:00:00</FinishDate><PlannedDuration>24</PlannedDuration></Activity>
<Activity><Id>GONE</Id><StartDate>2026-01-05T08:00:00</StartDate></Activity>
</BaselineProject>
</APIBusinessObjects>
"""

CSV = """Plan of the site;;;;;;;
ID;Task Name;Duration;Start;Finish;Predecessors;Resource Names;% Complete;Notes
1;Site;;;;;;;
2;  Dig;5d;05.01.2026;09.01.2026;;Ann[50%], Excavator;50%;wet
3;  Pour;2 wks;;;2FS+2d;Bob;;
4;  Done;0;;;3;;;
5;Test;3;31.02.2026;;4SS-1 day, 3FF+50%, 99;;x;
"""
