/** Whether contenders have computed the same figures; before that, their times do not count. */
package io.clientele.bench.check;
