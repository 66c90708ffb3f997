using CrmWorkflows.Rules.Embedding;
using Microsoft.Extensions.DependencyInjection.Extensions;

// In the namespace where programs look for it.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the rules engine to the services of a program.</summary>
public static class CrmRulesServices
{
    /// <summary>Adds <see cref="CrmRules"/>, loaded when it is first asked for.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Folders and functions.</param>
    public static IServiceCollection AddCrmRules(this IServiceCollection services, Action<CrmRulesOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CrmRulesOptions();
        configure(options);
        services.TryAddSingleton(_ => new CrmRules(options));
        return services;
    }
}
