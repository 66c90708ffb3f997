using System.Collections.Immutable;
using System.Linq.Expressions;
using Known = System.Collections.Immutable.ImmutableDictionary<CrmWorkflows.Rules.Expressions.Compilation.Axis, (long From, long To)>;

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
    // Beyond that many questions the code costs more than it saves.
    private const int QuestionLimit = 1_000;
    private const int ComparisonLimit = 20_000;
    private const int FewestQuestions = 16;

    private int _questions;

    /// <summary>The code, a statement; null when the tree would grow too large.</summary>
    public Expression? Build(ImmutableArray<MatchRow> rows)
    {
        // Tests that always or never hold ask nothing.
        var open = rows.Where(r => !r.Tests.Any(t => t is PlaceTest { Places.IsEmpty: true }))
            .Select(r => r with { Tests = r.Tests.RemoveAll(t => t is PlaceTest p && p.Places.Covers(Axis.Start, Axis.End)) });
        var code = Build(Open([.. open]), Known.Empty, []);
        return _questions > QuestionLimit ? null : code;
    }

    private Expression Build(ImmutableArray<MatchRow> rows, Known known, ImmutableHashSet<Axis> placed)
    {
        if (rows.IsEmpty) return onNone();
        var decided = rows.Count(r => r.Tests.IsEmpty);
        if (decided > 1) return onSeveral!();
        if (decided == rows.Length) return onRow(rows[0].Index);
        if (++_questions > QuestionLimit) return Expression.Empty();

        var question = Best(rows, known);
        var yes = Left(rows, question.Answered(known, holds: true));
        var no = Left(rows, question.Answered(known, holds: false));
        if (question.Axis is not { } axis)
            return Expression.IfThenElse(question.Code!.Code, Build(yes, known, placed), Build(no, known, placed));
        var (from, to) = Stretch(known, axis);
        var inner = axis.IsEager || axis.IsPlaced || placed.Contains(axis) ? placed : placed.Add(axis);
        Expression choice = Expression.IfThenElse(axis.Reaches(question.At),
            Build(yes, known.SetItem(axis, (question.At, to)), inner),
            Build(no, known.SetItem(axis, (from, question.At)), inner));
        return inner == placed ? choice : Expression.Block(axis.Prepare, choice);
    }

    private Question Best(ImmutableArray<MatchRow> rows, Known known)
    {
        var best = default(Question);
        var least = (Work: long.MaxValue, Larger: long.MaxValue);
        var questions = Questions(rows, known);
        // Of very many questions some, spread over the rows, do as well.
        var step = Math.Max(1, (int)Math.Min((long)questions.Count * rows.Length / ComparisonLimit, questions.Count / FewestQuestions));
        for (var i = step / 2; i < questions.Count; i += step)
        {
            var (yes, no) = (Work(rows, questions[i].Answered(known, holds: true)), Work(rows, questions[i].Answered(known, holds: false)));
            var work = (yes + no, Math.Max(yes, no));
            if (work.CompareTo(least) >= 0) continue;
            (best, least) = (questions[i], work);
        }
        return best;
    }

    private static List<Question> Questions(ImmutableArray<MatchRow> rows, Known known)
    {
        var questions = new OrderedDictionary<Question, bool>();
        foreach (var test in rows.SelectMany(r => r.Tests))
        {
            if (test is CodeTest code)
            {
                questions.TryAdd(new Question(null, 0, code), true);
                continue;
            }
            var (axis, places) = (PlaceTest)test;
            var (from, to) = Stretch(known, axis);
            foreach (var stretch in places.Stretches)
            {
                if (stretch.From > from && stretch.From < to) questions.TryAdd(new Question(axis, stretch.From, null), true);
                if (stretch.To > from && stretch.To < to) questions.TryAdd(new Question(axis, stretch.To, null), true);
            }
        }
        return [.. questions.Keys];
    }

    // What an answer leaves to be asked. What stands behind a row that holds does not matter, unless a second one is a fault.
    private long Work(ImmutableArray<MatchRow> rows, Answer answer)
    {
        var work = 0L;
        foreach (var row in rows)
        {
            var open = 0;
            foreach (var test in row.Tests)
            {
                var verdict = answer.VerdictOf(test);
                if (verdict is null) open++;
                if (verdict is not false) continue;
                open = -1;
                break;
            }
            if (open < 0) continue;
            work += open + 1;
            if (open == 0 && onSeveral is null) break;
        }
        return work;
    }

    private ImmutableArray<MatchRow> Left(ImmutableArray<MatchRow> rows, Answer answer)
    {
        var open = ImmutableArray.CreateBuilder<MatchRow>();
        foreach (var row in rows)
        {
            if (row.Tests.Any(t => answer.VerdictOf(t) == false)) continue;
            open.Add(row with { Tests = [.. row.Tests.Where(t => answer.VerdictOf(t) is null).Select(answer.Rest)] });
        }
        return Open(open.ToImmutable());
    }

    private ImmutableArray<MatchRow> Open(ImmutableArray<MatchRow> rows)
    {
        if (onSeveral is not null) return rows;
        for (var i = 0; i < rows.Length; i++)
            if (rows[i].Tests.IsEmpty) return rows[..(i + 1)];
        return rows;
    }

    private static (long From, long To) Stretch(Known known, Axis axis) => known.TryGetValue(axis, out var stretch) ? stretch : (Axis.Start, Axis.End);

    /// <summary>Whether a value reaches a place, or whether a condition holds.</summary>
    private readonly record struct Question(Axis? Axis, long At, CodeTest? Code)
    {
        public Answer Answered(Known known, bool holds)
        {
            if (Axis is null) return new Answer(this, holds, default, default);
            var (from, to) = Stretch(known, Axis);
            return holds ? new Answer(this, holds, At, to) : new Answer(this, holds, from, At);
        }
    }

    /// <summary>What is known once a question is answered: the stretch on which the value stands, or whether the condition holds.</summary>
    private readonly record struct Answer(Question Question, bool Holds, long From, long To)
    {
        /// <summary>Whether a test holds now; null when that is still open.</summary>
        public bool? VerdictOf(Test test)
        {
            if (test is CodeTest code) return Question.Code is { } condition && code.Key == condition.Key ? Holds : null;
            var (axis, places) = (PlaceTest)test;
            if (!ReferenceEquals(axis, Question.Axis)) return null;
            return places.Covers(From, To) ? true : places.Touches(From, To) ? null : false;
        }

        /// <summary>What is left of a test that is still open.</summary>
        public Test Rest(Test test) =>
            test is PlaceTest place && ReferenceEquals(place.Axis, Question.Axis) ? place with { Places = place.Places.Within(From, To) } : test;
    }
}
