using System.Linq.Expressions;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>The members of an enum by their place; comparing texts becomes comparing places.</summary>
/// <param name="place">Computes the place of the member.</param>
internal sealed class EnumAxis(EnumDeclaration declaration, Expression place, string name, Expression? isNull = null) : Axis(isNull)
{
    public override ParameterExpression Position { get; } = Expression.Variable(typeof(int), name);

    public override Places Domain => Places.Between(Lowest == LeastKey ? -1 : 0, declaration.Members.Length);

    protected override Expression Place => place;

    protected override long LeastKey => 0;

    public override long? First(Value constant, bool beyond)
    {
        if (constant.Kind != ValueKind.Text) return null;
        var index = declaration.IndexOf(constant.AsText());
        return index < 0 ? null : beyond ? index + 1 : index;
    }

    protected override Expression PlaceOf(long key) => Expression.Constant((int)key);
}
