using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Expressions.Evaluation;

/// <summary>Arithmetic on days, points in time and amounts of time. Working days and working time are counted in the document's calendar.</summary>
internal static class TimeOperators
{
    public static Value Apply(ArithmeticOperator op, Value left, Value right, EvaluationContext context)
    {
        var minus = op == ArithmeticOperator.Subtract;
        switch (left.Kind, right.Kind)
        {
            case (ValueKind.Text, ValueKind.Text):
                var length = left.AsText().Length + right.AsText().Length;
                if (length > 100_000) throw new EvaluationFault(EvaluationDiagnostics.TooLong, 100_000);
                return Value.Of(left.AsText() + right.AsText());
            case (ValueKind.Date, ValueKind.Period):
                return Value.Of(AddPeriod(left.AsDate(), right.AsPeriod(), minus));
            case (ValueKind.Instant, ValueKind.Period):
                var instant = left.AsInstant();
                return Value.Of(new DateTimeOffset(AddPeriod(DateOnly.FromDateTime(instant.DateTime), right.AsPeriod(), minus), TimeOnly.FromTimeSpan(instant.TimeOfDay), instant.Offset));
            case (ValueKind.YearMonth, ValueKind.Period):
                var period = right.AsPeriod();
                if (period.TotalDays != 0 || !left.AsYearMonth().TryAddMonths(minus ? -period.TotalMonths : period.TotalMonths, out var month))
                    throw new EvaluationFault(EvaluationDiagnostics.NoSuchDate);
                return Value.Of(month);
            case (ValueKind.Date, ValueKind.WorkingDays):
                return WorkingTimeOperators.Add(left.AsDate(), right.AsWorkingDays(), minus, context);
            case (ValueKind.Instant, ValueKind.WorkingTime):
                return WorkingTimeOperators.Add(left.AsInstant(), right.AsWorkingTime(), minus, context);
            case (ValueKind.Instant, ValueKind.Duration):
                return Guard(() => Value.Of(minus ? left.AsInstant() - right.AsDuration() : left.AsInstant() + right.AsDuration()));
            case (ValueKind.Instant, ValueKind.Instant):
                return Value.Of(left.AsInstant() - right.AsInstant());
            case (ValueKind.Duration, ValueKind.Duration) when op == ArithmeticOperator.Divide:
                if (right.AsDuration() == TimeSpan.Zero) throw new EvaluationFault(EvaluationDiagnostics.DivisionByZero);
                return Value.Of((decimal)left.AsDuration().Ticks / right.AsDuration().Ticks);
            case (ValueKind.Duration, ValueKind.Duration):
                return Value.Of(new TimeSpan(checked(left.AsDuration().Ticks + Signed(right.AsDuration().Ticks, minus))));
            case (ValueKind.WorkingDays, ValueKind.WorkingDays):
                return Value.Of(new WorkingDays(checked(left.AsWorkingDays().Count + (int)Signed(right.AsWorkingDays().Count, minus))));
            case (ValueKind.WorkingTime, ValueKind.WorkingTime):
                return Value.Of(new WorkingTime(new TimeSpan(checked(left.AsWorkingTime().Amount.Ticks + Signed(right.AsWorkingTime().Amount.Ticks, minus)))));
            case (ValueKind.Period, ValueKind.Period):
                return left.AsPeriod().TryAdd(minus ? right.AsPeriod().Negate() : right.AsPeriod(), out var sum)
                    ? Value.Of(sum) : throw new EvaluationFault(EvaluationDiagnostics.Overflow);
            case (ValueKind.Period, ValueKind.Integer):
                return right.AsInteger() is >= int.MinValue and <= int.MaxValue && left.AsPeriod().TryMultiply((int)right.AsInteger(), out var product)
                    ? Value.Of(product) : throw new EvaluationFault(EvaluationDiagnostics.Overflow);
            case (ValueKind.Duration, ValueKind.Integer):
                return Value.Of(new TimeSpan(checked(left.AsDuration().Ticks * right.AsInteger())));
            case (ValueKind.WorkingTime, ValueKind.Integer):
                return Value.Of(new WorkingTime(new TimeSpan(checked(left.AsWorkingTime().Amount.Ticks * right.AsInteger()))));
            case (ValueKind.WorkingDays, ValueKind.Integer):
                return Value.Of(new WorkingDays(checked((int)(left.AsWorkingDays().Count * right.AsInteger()))));
            default:
                throw new InvalidOperationException($"{left.Kind} {op} {right.Kind} was let through by the binder.");
        }
    }

    private static long Signed(long amount, bool minus) => minus ? checked(-amount) : amount;

    private static DateOnly AddPeriod(DateOnly day, CalendarPeriod period, bool minus) =>
        (minus ? period.Negate() : period).TryAddTo(day, out var result) ? result : throw new EvaluationFault(EvaluationDiagnostics.NoSuchDate);

    private static Value Guard(Func<Value> compute)
    {
        try
        {
            return compute();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new EvaluationFault(EvaluationDiagnostics.NoSuchDate);
        }
    }
}
