using System.Security.Cryptography.X509Certificates;

namespace DssTyped;

/// <summary>Where a DSS server is, how to sign in, and how patient to be with it.</summary>
public sealed class DssEngineOptions
{
    /// <summary>The base path that the official Python client uses.</summary>
    public const string PythonClientBasePath = "/dip/publicapi";

    /// <summary>The base path that the DSS REST documentation names.</summary>
    public const string DocumentedBasePath = "/public/api";

    /// <summary>Address of the server, as in the browser, for example <c>https://dss.example.com</c>. Required.</summary>
    public Uri? Url { get; set; }

    /// <summary>Key of the project that a <see cref="DssEngine"/> works on. A client without an engine needs none.</summary>
    public string? ProjectKey { get; set; }

    /// <summary>The API key. Give this or <see cref="ApiKeyProvider"/>.</summary>
    public DssApiKey? ApiKey { get; set; }

    /// <summary>Asked for the key before every request, so that a key can be rolled without a restart.</summary>
    public Func<CancellationToken, ValueTask<DssApiKey>>? ApiKeyProvider { get; set; }

    /// <summary>How the key is sent.</summary>
    public DssAuthentication Authentication { get; set; } = DssAuthentication.KeyAsUser;

    /// <summary>Path of the API below <see cref="Url"/>: <see cref="PythonClientBasePath"/> or <see cref="DocumentedBasePath"/>.</summary>
    public string BasePath { get; set; } = PythonClientBasePath;

    /// <summary>A PEM file of certificate authorities to trust instead of the system's.</summary>
    public string? CaBundlePath { get; set; }

    /// <summary>A client certificate to present.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Accept any server certificate. Every run logs a warning; for trials only.</summary>
    public bool AllowInsecureTls { get; set; }

    /// <summary>Extra headers for every request, for gateways that want them. Their values are never logged.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often a request that is safe to repeat is tried again. 0 switches retries off.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The first retry waits a random time up to this; each further one up to double.</summary>
    public TimeSpan RetryBaseDelay { get; set; } = TimeSpan.FromSeconds(0.8);

    /// <summary>No retry waits longer than this.</summary>
    public TimeSpan RetryMaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time to open a connection.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time for one try of one request, its whole answer included. Streams are bound by <see cref="StreamIdleTimeout"/> instead.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Time for one request with all its retries and the waits between them.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a stream of rows or a download may stay silent before it counts as broken.</summary>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long an answer that is read as a whole may be, in bytes; a longer one is refused. Streams of rows and files have no limit.</summary>
    public int MaxAnswerBytes { get; set; } = 256 << 20;

    /// <summary>
    /// Send filters of rows to the server too, loosely, so that it sends fewer rows; each row is checked here in any case. Switch it
    /// off for a server that leaves out too much.
    /// </summary>
    public bool SendRowFilters { get; set; } = true;

    /// <summary>The first wait between two looks at a running job; each further one is 1.1 times as long.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two looks at a running job.</summary>
    public TimeSpan PollMaxInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a wait for a job bears a server that cannot be reached, before it gives up. The job itself goes on.</summary>
    public TimeSpan PollOutageTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the job list is searched after a job start whose answer was lost.</summary>
    public int JobLookups { get; set; } = 4;

    /// <summary>The clock behind waits and time-outs; tests give their own.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
