using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.UnaryTests;

/// <summary>
/// The values of a column, cut at every bound that its cells state: each bound is a segment, so is what lies between two of them, so is null.
/// Whether a cell matches is the same for all values of a segment, so that overlaps, gaps and rows out of reach can be proved, and rows can be
/// found without looking at each. Immutable.
/// </summary>
internal sealed class ValueDomain
{
    private readonly BoundNode _value;
    private readonly FactType _type;
    private readonly ImmutableArray<Value> _points;
    private readonly bool _isFinite;
    private readonly bool _isOrdered;

    /// <summary>The domain of a column.</summary>
    /// <param name="value">The column as its cells see it.</param>
    /// <param name="tests">Its cells; null where everything matches.</param>
    public ValueDomain(BoundNode value, IEnumerable<BoundNode?> tests)
    {
        _value = value;
        _type = value.Type.NotNull();
        _isFinite = _type is EnumType || _type.Kind == ValueKind.Boolean;
        _isOrdered = !_isFinite && TypeRules.IsOrdered(_type);
        _points = _type is EnumType e ? [.. e.Declaration.Members.Select(m => Value.Of(m.Code))]
            : _isFinite ? [Value.False, Value.True]
            : Sorted(tests.SelectMany(Bounds));
        var segments = _isFinite ? _points.Length : _isOrdered ? 2 * _points.Length + 1 : _points.Length + 1;
        NullSegment = value.Type.IsNullable ? segments : -1;
        Count = segments + (value.Type.IsNullable ? 1 : 0);
        Everything = SegmentSet.Of(Count, HasValues);
    }

    /// <summary>Number of segments.</summary>
    public int Count { get; }

    /// <summary>All segments in which a value can lie: none between 3 and 4 for whole numbers.</summary>
    public SegmentSet Everything { get; }

    /// <summary>
    /// The segments that a document can be asked to speak of: without numbers below nothing where no cell names one, and without shares of more
    /// than the whole where no cell reaches beyond it. A type knows no such limits, a reader takes them for granted.
    /// </summary>
    public SegmentSet Meant => SegmentSet.Of(Count, s => Everything.Contains(s) && !IsBeyondMeaning(s));

    /// <summary>The segment of null; -1 when null is no value of the column.</summary>
    public int NullSegment { get; }

    /// <summary>The segments that a cell takes; null when that depends on more than the value of the column.</summary>
    public SegmentSet? SetOf(BoundNode? test)
    {
        switch (test)
        {
            case null or BoundConstant { Value.IsTrue: true }: return Everything;
            case BoundNot not: return SetOf(not.Operand) is { } inner ? Everything.Without(inner) : null;
            case BoundLogical logical:
                return SetOf(logical.Left) is { } left && SetOf(logical.Right) is { } right ? (logical.IsAnd ? left.And(right) : left.Or(right)) : null;
            case BoundComparison c when ReferenceEquals(c.Left, _value) && Constants.TryRead(c.Right, out var bound):
                return Where(c.Operator, bound);
            case BoundRangeTest r when ReferenceEquals(r.Value, _value):
                var set = Everything;
                if (r.Low is not null) set = Constants.TryRead(r.Low, out var low) ? set.And(Where(r.LowInclusive ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater, low)) : null;
                if (r.High is not null && set is not null)
                    set = Constants.TryRead(r.High, out var high) ? set.And(Where(r.HighInclusive ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, high)) : null;
                return set;
            case BoundIn i when ReferenceEquals(i.Value, _value) && Constants.TryRead(i.List, out var list):
                return Items(list).Aggregate(SegmentSet.Of(Count, _ => false), (s, item) => s.Or(Where(ComparisonOperator.Equal, item)));
            default: return null;
        }
    }

    /// <summary>The segment in which a value lies that is not missing.</summary>
    public int SegmentOf(Value value)
    {
        if (value.IsNull) return NullSegment;
        if (_type is EnumType e) return e.Declaration.IndexOf(value.AsText());
        if (_isFinite) return value.IsTrue ? 1 : 0;
        if (!_isOrdered) return _points.IndexOf(value) is >= 0 and var index ? index : _points.Length;
        int low = 0, high = _points.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Operators.Order(value, _points[middle], _type);
            if (order == 0) return 2 * middle + 1;
            if (order < 0) high = middle - 1;
            else low = middle + 1;
        }
        return 2 * low;
    }

    /// <summary>Between which two bounds a segment lies, null for an open end; a single value lies between itself and itself. False for null and what has no order.</summary>
    public bool TryBounds(int segment, out Value? low, out Value? high)
    {
        low = high = null;
        if (!_isOrdered || segment == NullSegment) return false;
        var i = segment / 2;
        if (segment % 2 == 1) low = high = _points[i];
        else
        {
            if (i > 0) low = _points[i - 1];
            if (i < _points.Length) high = _points[i];
        }
        return true;
    }

    /// <summary>A segment in words: a value, what lies between two, or null.</summary>
    public LocalizedText Describe(int segment) => new(Describe(segment, Language.Chinese), Describe(segment, Language.English));

    private string Describe(int segment, Language language)
    {
        if (segment == NullSegment) return ValueText.Of(Value.Null, _type, language);
        if (_isFinite || (!_isOrdered && segment < _points.Length)) return Written(_points[segment], language);
        if (!_isOrdered || _points.IsEmpty) return TextCatalog.Rules.Get("domain.other", language);
        if (segment % 2 == 1) return Written(_points[segment / 2], language);
        var i = segment / 2;
        if (i == 0) return TextCatalog.Rules.Format("domain.below", language, Written(_points[0], language));
        return i == _points.Length
            ? TextCatalog.Rules.Format("domain.above", language, Written(_points[^1], language))
            : TextCatalog.Rules.Format("domain.between", language, Written(_points[i - 1], language), Written(_points[i], language));
    }

    private string Written(Value value, Language language) => ValueText.Of(value, _type, language);

    private SegmentSet Where(ComparisonOperator op, Value bound)
    {
        if (bound.IsNull || (!_isOrdered && op is ComparisonOperator.Equal or ComparisonOperator.NotEqual) || _isFinite)
            return SegmentSet.Of(Count, s => Everything.Contains(s) && Compare(op, s, bound));
        var at = SegmentOf(bound);
        return SegmentSet.Of(Count, s => Everything.Contains(s) && (s == NullSegment ? op == ComparisonOperator.NotEqual : op switch
        {
            ComparisonOperator.Equal => s == at,
            ComparisonOperator.NotEqual => s != at,
            ComparisonOperator.Less => s < at,
            ComparisonOperator.LessOrEqual => s <= at,
            ComparisonOperator.Greater => s > at,
            _ => s >= at,
        }));
    }

    private bool IsBeyondMeaning(int segment)
    {
        if (segment == NullSegment || segment % 2 == 1 || _points.IsEmpty || _type.Kind is not (ValueKind.Integer or ValueKind.Decimal)) return false;
        if (segment == 0) return _points[0].AsDecimal() == 0;
        return segment == 2 * _points.Length && _type.Equals(ScalarType.Percentage) && _points[^1].AsDecimal() == 1;
    }

    // Points and null are compared as values; what is no point is equal to no bound.
    private bool Compare(ComparisonOperator op, int segment, Value bound)
    {
        if (segment == NullSegment) return Operators.Compare(op, Value.Null, bound, _type).IsTrue;
        if (_isFinite || (!_isOrdered && segment < _points.Length)) return Operators.Compare(op, _points[segment], bound, _type).IsTrue;
        return op == ComparisonOperator.NotEqual;
    }

    private bool HasValues(int segment)
    {
        if (!_isOrdered || segment == NullSegment) return true;
        if (segment % 2 == 1)
            return _type.Kind != ValueKind.Integer || _points[segment / 2].AsDecimal() == decimal.Floor(_points[segment / 2].AsDecimal());
        var i = segment / 2;
        if (i == 0 || i == _points.Length) return true;
        var (before, after) = (_points[i - 1], _points[i]);
        return _type.Kind switch
        {
            ValueKind.Integer => before.AsDecimal() >= long.MaxValue || decimal.Floor(before.AsDecimal()) + 1 < after.AsDecimal(),
            ValueKind.Date => before.AsDate().DayNumber + 1 < after.AsDate().DayNumber,
            ValueKind.WorkingDays => before.AsWorkingDays().Count + 1 < after.AsWorkingDays().Count,
            ValueKind.YearMonth => before.AsYearMonth().Year * 12 + before.AsYearMonth().Month + 1 < after.AsYearMonth().Year * 12 + after.AsYearMonth().Month,
            _ => true,
        };
    }

    private ImmutableArray<Value> Sorted(IEnumerable<Value> bounds)
    {
        var distinct = bounds.Where(b => b.IsPresent).Distinct();
        return _isOrdered ? [.. distinct.Order(Comparer<Value>.Create((a, b) => Operators.Order(a, b, _type)))] : [.. distinct];
    }

    private IEnumerable<Value> Bounds(BoundNode? test) => test switch
    {
        BoundNot not => Bounds(not.Operand),
        BoundLogical logical => Bounds(logical.Left).Concat(Bounds(logical.Right)),
        BoundComparison c when ReferenceEquals(c.Left, _value) => Constant(c.Right),
        BoundRangeTest r when ReferenceEquals(r.Value, _value) => Constant(r.Low).Concat(Constant(r.High)),
        BoundIn i when ReferenceEquals(i.Value, _value) && Constants.TryRead(i.List, out var list) => Items(list),
        _ => [],
    };

    private static IEnumerable<Value> Constant(BoundNode? node) => node is not null && Constants.TryRead(node, out var value) ? [value] : [];

    private static IEnumerable<Value> Items(Value list) => list.Kind switch
    {
        ValueKind.List => list.AsList().Items,
        ValueKind.Map => list.AsMap().Keys.Select(k => Value.Of(k)),
        _ => [],
    };
}
