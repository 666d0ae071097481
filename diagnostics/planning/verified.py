"""Every rule that a plan must hold, checked in plain Python after solving and independent of the solver."""
from diagnostics.planning.problem import Option, Problem, Solution


def faults(problem: Problem, solution: Solution) -> list[str]:
    """Every rule that the solution breaks. Empty: it holds."""
    unknown = sorted(set(solution.starts) - set(problem.by_id))
    if unknown:
        return [f"{id} may not be chosen" for id in unknown]
    chosen = problem.pick(solution.starts)
    wrong = _sums(problem, chosen) + [f"the pinned {id} is missing" for id in sorted(problem.pins - set(solution.starts))]
    wrong += _calendar(problem, chosen, solution)
    for check, id in solution.credit.items():
        if id not in solution.starts or problem.by_id[id].gains.get(check, 0) <= 0:
            wrong.append(f"{check} is credited to {id}, which does not cure it")
    if solution.points != sum(problem.by_id[id].gains.get(check, 0) for check, id in solution.credit.items()):
        wrong.append("the points do not add up")
    return wrong


def _sums(problem: Problem, chosen: list[Option]) -> list[str]:
    wrong = []
    paid = problem.granted(chosen)
    if paid > sum(o.subsidy for o in chosen) or (problem.cap is not None and paid > problem.cap):
        wrong.append("the programme pays more than its rules allow")
    if problem.counted(chosen) > problem.budget:
        wrong.append("the budget is exceeded")
    if sum(o.hours for o in chosen) > problem.hours:
        wrong.append("the merchant's hours are exceeded")
    if problem.consultant is not None and sum(o.consultant for o in chosen) > problem.consultant:
        wrong.append("the consultant's hours are exceeded")
    return wrong


def _calendar(problem: Problem, chosen: list[Option], solution: Solution) -> list[str]:
    wrong: list[str] = []
    end: dict[str, int] = {}
    for option in chosen:
        start = solution.starts[option.id]
        allowed = option.ends is None or start in option.ends
        end[option.id] = start + option.weeks if option.ends is None else option.ends.get(start, start + option.weeks)
        if start < 1 or end[option.id] > problem.horizon + 1:
            wrong.append(f"{option.id} lies outside the {problem.horizon} weeks")
        elif not allowed:
            wrong.append(f"{option.id} may not start in week {start}")
    misplaced = bool(wrong)
    for option in chosen:
        wrong += [f"{option.id} excludes {other}" for other in option.excludes if other in solution.starts]
        for need in option.needs:
            if need not in solution.starts:
                wrong.append(f"{option.id} needs {need}")
            elif end[need] > solution.starts[option.id]:
                wrong.append(f"{option.id} starts before {need} is finished")
    return wrong + ([] if misplaced else _loads(problem, chosen, solution, end))


def _loads(problem: Problem, chosen: list[Option], solution: Solution, end: dict[str, int]) -> list[str]:
    wrong = []
    for week in range(1, problem.horizon + 1):
        running = [o for o in chosen if solution.starts[o.id] <= week < end[o.id]]
        if len(running) > problem.max_open:
            wrong.append(f"too much is open in week {week}")
        for limits, kind, whose in ((problem.week_hours, "hours", "merchant"),
                                    (problem.week_consultant, "consultant", "consultant")):
            load = sum(o.spread(getattr(o, kind), solution.starts[o.id], end[o.id])[week] for o in running)
            if limits is not None and load > limits[week - 1]:
                wrong.append(f"the {whose} has too much to do in week {week}")
    return wrong
