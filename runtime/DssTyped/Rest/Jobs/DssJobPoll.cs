using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Looks at a job again and again. An outage of the server ends it only when it lasts: the job does not depend on our seeing it.</summary>
internal sealed class DssJobPoll(DssHttp http, DssJob job)
{
    private readonly DssBackoff _backoff = new(http.Options);
    private bool _first = true;
    private bool _seen;

    /// <summary>Waits its turn, except at first, and gives the job's status.</summary>
    /// <exception cref="DssJobLostException">The status cannot be read any more.</exception>
    /// <exception cref="DssNotFoundException">There is no job of this id.</exception>
    public async Task<DssJobStatus> NextAsync(CancellationToken cancellationToken)
    {
        long? silentSince = null;
        while (true)
        {
            if (!_first)
                await _backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
            _first = false;
            try
            {
                DssJobStatus status = await job.GetStatusAsync(cancellationToken).ConfigureAwait(false);
                _seen = true;
                return status;
            }
            catch (DssNotFoundException) when (!_seen && !http.StartedJobs.ContainsKey(job.Id))
            {
                // There is no such job, rather than one that is lost.
                throw;
            }
            catch (DssApiException outage) when (outage.IsTransient)
            {
                silentSince ??= http.Options.TimeProvider.GetTimestamp();
                if (http.Options.TimeProvider.GetElapsedTime(silentSince.Value) >= http.Options.PollOutageTolerance)
                    throw new DssJobLostException(job.ProjectKey, job.Id, outage);
                http.Logger.JobPollFailed(job.Id, outage.GetType().Name);
            }
            catch (DssApiException refused)
            {
                throw new DssJobLostException(job.ProjectKey, job.Id, refused);
            }
        }
    }
}
