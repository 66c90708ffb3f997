using System.Collections.Immutable;
using System.Linq.Expressions;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>One row: what must hold, and its place among the rows.</summary>
internal sealed record MatchRow(int Index, ImmutableArray<Test> Tests);

/// <summary>
/// Code that finds the first of several rows whose tests all hold. Every question about a value is asked at most once: the rows become a
/// tree of questions, each chosen so that few rows stay open on either side.
/// </summary>
/// <param name="onRow">Code for the row that was found.</param>
/// <param name="onNone">Code for when there is none.</param>
/// <param name="onSeveral">Code for when a second row holds too; null when the first decides.</param>
internal sealed class FirstMatch(Func<int, Expression> onRow, Func<Expression> onNone, Func<Expression>? onSeveral = null)
{
    private const int QuestionLimit = 4_000;

    private int _questions;

    /// <summary>The code, a statement; null when the tree would grow too large.</summary>
    public Expression? Build(ImmutableArray<MatchRow> rows)
    {
        // Tests that always or never hold ask nothing.
        var open = rows.Where(r => !r.Tests.Any(t => t is PlaceTest { Places.IsEmpty: true }))
            .Select(r => r with { Tests = r.Tests.RemoveAll(t => t is PlaceTest p && p.Places.Covers(Axis.Start, Axis.End)) });
        var code = Build(Open([.. open]), ImmutableDictionary<Axis, (long From, long To)>.Empty, []);
        return _questions > QuestionLimit ? null : code;
    }

    private Expression Build(ImmutableArray<MatchRow> rows, ImmutableDictionary<Axis, (long From, long To)> known, ImmutableHashSet<Axis> placed)
    {
        if (rows.IsEmpty) return onNone();
        var decided = rows.Count(r => r.Tests.IsEmpty);
        if (decided > 1) return onSeveral!();
        if (decided == rows.Length) return onRow(rows[0].Index);
        if (++_questions > QuestionLimit) return Expression.Empty();

        var question = Best(rows, known);
        var yes = Answer(rows, question, known, holds: true);
        var no = Answer(rows, question, known, holds: false);
        if (question is not (Axis axis, var at))
            return Expression.IfThenElse(question.Code!.Code, Build(yes, known, placed), Build(no, known, placed));
        var (from, to) = Stretch(known, axis);
        var inner = axis.IsEager || axis.IsPlaced || placed.Contains(axis) ? placed : placed.Add(axis);
        Expression choice = Expression.IfThenElse(axis.Reaches(at),
            Build(yes, known.SetItem(axis, (at, to)), inner),
            Build(no, known.SetItem(axis, (from, at)), inner));
        return inner == placed ? choice : Expression.Block(axis.Prepare, choice);
    }

    /// <summary>Whether a value reaches a place, or whether a condition holds.</summary>
    private readonly record struct Question(Axis? Axis, long At, CodeTest? Code)
    {
        public void Deconstruct(out Axis? axis, out long at) => (axis, at) = (Axis, At);
    }

    private Question Best(ImmutableArray<MatchRow> rows, ImmutableDictionary<Axis, (long From, long To)> known)
    {
        var best = default(Question);
        var least = (Work: long.MaxValue, Larger: long.MaxValue);
        foreach (var question in Questions(rows, known))
        {
            var (yes, no) = (WorkOf(Answer(rows, question, known, true)), WorkOf(Answer(rows, question, known, false)));
            var work = (yes + no, Math.Max(yes, no));
            if (work.CompareTo(least) >= 0) continue;
            (best, least) = (question, work);
        }
        return best;
    }

    // Of many rows only those at the top are asked for questions.
    private static HashSet<Question> Questions(ImmutableArray<MatchRow> rows, ImmutableDictionary<Axis, (long From, long To)> known)
    {
        var questions = new HashSet<Question>();
        foreach (var row in rows)
        {
            if (questions.Count > 0 && (long)questions.Count * rows.Length > 20_000) break;
            foreach (var test in row.Tests)
            {
                if (test is CodeTest code)
                {
                    questions.Add(new Question(null, 0, new CodeTest(code.Key, code.Code)));
                    continue;
                }
                var (axis, places) = (PlaceTest)test;
                var (from, to) = Stretch(known, axis);
                foreach (var stretch in places.Stretches)
                {
                    if (stretch.From > from && stretch.From < to) questions.Add(new Question(axis, stretch.From, null));
                    if (stretch.To > from && stretch.To < to) questions.Add(new Question(axis, stretch.To, null));
                }
            }
        }
        return questions;
    }

    private static long WorkOf(ImmutableArray<MatchRow> rows) => rows.Sum(r => (long)r.Tests.Length + 1);

    private ImmutableArray<MatchRow> Answer(ImmutableArray<MatchRow> rows, Question question, ImmutableDictionary<Axis, (long From, long To)> known, bool holds)
    {
        var open = ImmutableArray.CreateBuilder<MatchRow>();
        var (from, to) = question.Axis is { } asked ? Stretch(known, asked) : default;
        (from, to) = holds ? (question.At, to) : (from, question.At);
        foreach (var row in rows)
        {
            var tests = ImmutableArray.CreateBuilder<Test>();
            var fails = false;
            foreach (var test in row.Tests)
            {
                if (test is PlaceTest place && ReferenceEquals(place.Axis, question.Axis))
                {
                    var left = place.Places.Within(from, to);
                    fails |= left.IsEmpty;
                    if (!left.IsEmpty && !left.Covers(from, to)) tests.Add(place with { Places = left });
                }
                else if (test is CodeTest code && question.Code is { } condition && code.Key == condition.Key)
                {
                    fails |= !holds;
                }
                else
                {
                    tests.Add(test);
                }
            }
            if (!fails) open.Add(row with { Tests = tests.ToImmutable() });
        }
        return Open(open.ToImmutable());
    }

    // What stands behind a row that holds does not matter, unless a second one is a fault.
    private ImmutableArray<MatchRow> Open(ImmutableArray<MatchRow> rows)
    {
        if (onSeveral is not null) return rows;
        for (var i = 0; i < rows.Length; i++)
            if (rows[i].Tests.IsEmpty) return rows[..(i + 1)];
        return rows;
    }

    private static (long From, long To) Stretch(ImmutableDictionary<Axis, (long From, long To)> known, Axis axis) =>
        known.TryGetValue(axis, out var stretch) ? stretch : (Axis.Start, Axis.End);
}
