using DssTyped.Rest;
using DssTyped.Rest.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DssTyped;

/// <summary>Registers the DSS engine with dependency injection.</summary>
public static class DssTypedServices
{
    /// <summary>
    /// Adds <see cref="DssClient"/>, <see cref="DssEngine"/> and <see cref="IFlowEngine"/> as singletons whose connections come from
    /// <c>IHttpClientFactory</c>. The options are validated when the host starts. The returned builder takes further handlers for the client.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IHttpClientBuilder AddDssTyped(this IServiceCollection services, Action<DssEngineOptions> configure)
    {
        services.AddOptions<DssEngineOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DssEngineOptions>, DssEngineOptionsValidator>());
        services.AddLogging();
        services.TryAddSingleton(Http);
        services.TryAddSingleton(provider => new DssClient(provider.GetRequiredService<DssHttp>()));
        services.TryAddSingleton(provider => new DssEngine(provider.GetRequiredService<DssHttp>()));
        services.TryAddSingleton<IFlowEngine>(provider => provider.GetRequiredService<DssEngine>());

        return services.AddHttpClient(DssHttpClients.Name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => DssHttpClients.CreateHandler(Options(provider), Logger(provider)))
            .RedactLoggedHeaders(_ => true);
    }

    private static DssHttp Http(IServiceProvider provider)
    {
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        return new DssHttp(Options(provider), () => factory.CreateClient(DssHttpClients.Name), Logger(provider));
    }

    private static DssEngineOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<DssEngineOptions>>().Value;

    private static ILogger Logger(IServiceProvider provider) => provider.GetRequiredService<ILogger<DssEngine>>();
}
