using Microsoft.Extensions.Options;

namespace DssTyped.Rest;

/// <summary>Says what is wrong with <see cref="DssEngineOptions"/> before the first request is sent.</summary>
internal sealed class DssEngineOptionsValidator : IValidateOptions<DssEngineOptions>
{
    public ValidateOptionsResult Validate(string? name, DssEngineOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static void ThrowIfInvalid(DssEngineOptions options)
    {
        var failures = Failures(options).ToList();
        if (failures.Count > 0)
            throw new OptionsValidationException(nameof(DssEngineOptions), typeof(DssEngineOptions), failures);
    }

    private static IEnumerable<string> Failures(DssEngineOptions options)
    {
        if (options.Url is null)
            yield return "Url is missing; give the address of the DSS server, for example https://dss.example.com.";
        else if (!options.Url.IsAbsoluteUri || options.Url.Scheme is not ("http" or "https"))
            yield return $"Url '{options.Url}' is not an absolute http or https address.";
        // The message must not repeat the address: it would print the password.
        else if (options.Url.UserInfo.Length > 0)
            yield return "Url holds a user name or password; give the key as ApiKey instead.";

        if (options.ApiKey is null == options.ApiKeyProvider is null)
            yield return "Give either ApiKey or ApiKeyProvider, and not both.";
        if (!options.BasePath.StartsWith('/') || options.BasePath.Contains('?', StringComparison.Ordinal) || options.BasePath.Contains('#', StringComparison.Ordinal))
            yield return $"BasePath '{options.BasePath}' must be a path that begins with '/', such as {DssEngineOptions.PythonClientBasePath} or {DssEngineOptions.DocumentedBasePath}.";
        if (options.CaBundlePath is { } bundle && !File.Exists(bundle))
            yield return $"CaBundlePath '{bundle}' does not exist.";
        if (options.MaxRetries is < 0 or > 20)
            yield return "MaxRetries must lie between 0 and 20.";
        if (options.MaxAnswerBytes < 1)
            yield return "MaxAnswerBytes must be at least 1.";
        if (options.JobLookups < 1)
            yield return "JobLookups must be at least 1.";

        foreach ((string property, TimeSpan value) in Times(options))
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
                yield return $"{property} must be longer than zero and at most a day.";
        }
    }

    private static IEnumerable<(string, TimeSpan)> Times(DssEngineOptions options) =>
    [
        (nameof(options.RetryBaseDelay), options.RetryBaseDelay), (nameof(options.RetryMaxDelay), options.RetryMaxDelay),
        (nameof(options.ConnectTimeout), options.ConnectTimeout), (nameof(options.RequestTimeout), options.RequestTimeout),
        (nameof(options.OperationTimeout), options.OperationTimeout), (nameof(options.StreamIdleTimeout), options.StreamIdleTimeout),
        (nameof(options.PollInterval), options.PollInterval), (nameof(options.PollMaxInterval), options.PollMaxInterval),
        (nameof(options.PollOutageTolerance), options.PollOutageTolerance),
    ];
}
